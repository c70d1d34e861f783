using System.Text.Json.Nodes;

namespace SageTasks.Runs;

/// <summary>The part of a request that makes the work what it is, as a JSON object: what is hashed into the key
/// and what a stored request is compared with. Compute environment, labels, run name and work directory stay outside.</summary>
public sealed record CanonicalRequest
{
    /// <summary>The name of the field that holds the pipeline's parameters, into which the pointers of <see cref="KeyOptions"/> point.</summary>
    public const string Parameters = "parameters";

    /// <summary>The fields in the platform's own words, for example <c>pipeline</c>, <c>revision</c>, <c>parameters</c>, <c>profiles</c>.</summary>
    public required JsonObject Fields { get; init; }

    /// <summary>Fields that stay outside unless the caller asks for them by name (<see cref="KeyOptions.Included"/>),
    /// such as the compute environment or the work directory.</summary>
    public JsonObject Optional { get; init; } = [];

    /// <summary>Names of fields that a stored request has and whose value the platform does not tell any more, so that they are not compared.
    /// Empty in a request that is asked for.</summary>
    public IReadOnlyList<string> Untold { get; init; } = [];
}
