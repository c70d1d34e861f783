using System.Text.Json.Serialization;

namespace SageTasks.Testing.Synapse;

/// <summary>The request for an upload or a copy. Written as JSON, it is the identity of the upload.</summary>
internal sealed record MultipartRequest
{
    public string? ConcreteType { get; init; }

    public string? FileName { get; init; }

    public string? ContentType { get; init; }

    [JsonPropertyName("contentMD5Hex")]
    public string? ContentMD5Hex { get; init; }

    public long? FileSizeBytes { get; init; }

    public long? PartSizeBytes { get; init; }

    public long? StorageLocationId { get; init; }

    public bool? GeneratePreview { get; init; }

    public FileHandleAssociation? SourceFileHandleAssociation { get; init; }
}
