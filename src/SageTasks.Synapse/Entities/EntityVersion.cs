using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>An entity at one version, as a dataset lists it.</summary>
public sealed record EntityVersion
{
    /// <summary>The id.</summary>
    public required string EntityId { get; init; }

    /// <summary>The version.</summary>
    public long? VersionNumber { get; init; }

    /// <summary>Fields that this version of the client does not know; kept so that writing the object back loses nothing.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? OtherFields { get; set; }
}
