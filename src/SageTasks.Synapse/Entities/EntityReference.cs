using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>Points to an entity, at a version or at its newest.</summary>
public sealed record EntityReference
{
    /// <summary>The id.</summary>
    public required string TargetId { get; init; }

    /// <summary>The version; null for the newest.</summary>
    public long? TargetVersionNumber { get; init; }

    /// <summary>Fields that this version of the client does not know; kept so that writing the object back loses nothing.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? OtherFields { get; set; }
}
