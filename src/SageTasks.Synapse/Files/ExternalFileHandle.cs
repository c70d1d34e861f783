using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>Bytes at a web address that Synapse does not manage.</summary>
public sealed record ExternalFileHandle() : FileHandle(TypeName)
{
    internal const string TypeName = "org.sagebionetworks.repo.model.file.ExternalFileHandle";

    /// <summary>The address.</summary>
    [JsonPropertyName("externalURL")]
    public string? ExternalUrl { get; init; }
}
