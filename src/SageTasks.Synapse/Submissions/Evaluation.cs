using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>A queue that takes submissions.</summary>
public sealed record Evaluation
{
    /// <summary>The id; null before it is created.</summary>
    public string? Id { get; init; }

    /// <summary>Changes with every update.</summary>
    public string? Etag { get; init; }

    /// <summary>The name, unique in Synapse.</summary>
    public string? Name { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>Principal id of the owner.</summary>
    public string? OwnerId { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreatedOn { get; init; }

    /// <summary>The project that it belongs to.</summary>
    public string? ContentSource { get; init; }

    /// <summary>What submitters should know.</summary>
    public string? SubmissionInstructionsMessage { get; init; }

    /// <summary>What submitters are told afterwards.</summary>
    public string? SubmissionReceiptMessage { get; init; }

    /// <summary>Fields that this version of the client does not know; kept so that writing the object back loses nothing.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? OtherFields { get; set; }
}
