using System.Text.Json.Nodes;

namespace SageTasks.Runs;

/// <summary>The part of a request that makes the work what it is, as a JSON object: what is hashed into the key
/// and what a stored request is compared with. Compute environment, labels, run name and work directory stay outside.</summary>
public sealed record CanonicalRequest
{
    /// <summary>The fields in the platform's own words, for example <c>pipeline</c>, <c>revision</c>, <c>parameters</c>, <c>profiles</c>.</summary>
    public required JsonObject Fields { get; init; }
}
