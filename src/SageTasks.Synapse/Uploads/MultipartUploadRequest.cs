using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>Starts or continues an upload. The same request from the same user always means the same upload.</summary>
public sealed record MultipartUploadRequest
{
    /// <summary>The name of the file; the rules of <see cref="SynapseName"/> apply.</summary>
    public required string FileName { get; init; }

    /// <summary>The media type.</summary>
    public required string ContentType { get; init; }

    /// <summary>MD5 of all bytes, in hex.</summary>
    [JsonPropertyName("contentMD5Hex")]
    public required string ContentMd5Hex { get; init; }

    /// <summary>Number of bytes, at least 1.</summary>
    public required long FileSizeBytes { get; init; }

    /// <summary>Bytes of a part, from 5 MiB to 5 GiB; at most 10,000 parts.</summary>
    public required long PartSizeBytes { get; init; }

    /// <summary>Where to store; null for Synapse's own storage.</summary>
    public long? StorageLocationId { get; init; }

    /// <summary>Whether to make a preview.</summary>
    public bool? GeneratePreview { get; init; }

    /// <summary>The server's name of this kind of request.</summary>
    [JsonPropertyName("concreteType")]
    public string ConcreteType => "org.sagebionetworks.repo.model.file.MultipartUploadRequest";
}
