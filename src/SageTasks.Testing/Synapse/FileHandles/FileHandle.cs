using System.Text.Json.Serialization;

namespace SageTasks.Testing.Synapse;

/// <summary>Every kind of file handle on the wire; what a kind does not have is null and stays unwritten.</summary>
internal sealed record FileHandle
{
    public string? ConcreteType { get; init; }

    public string? Id { get; init; }

    public string? Etag { get; init; }

    public string? CreatedBy { get; init; }

    public DateTimeOffset? CreatedOn { get; init; }

    public DateTimeOffset? ModifiedOn { get; init; }

    public string? ContentType { get; init; }

    public string? ContentMd5 { get; init; }

    public string? FileName { get; init; }

    public long? StorageLocationId { get; init; }

    public long? ContentSize { get; init; }

    public string? Status { get; init; }

    public string? BucketName { get; init; }

    public string? Key { get; init; }

    public string? PreviewId { get; init; }

    public bool? IsPreview { get; init; }

    [JsonPropertyName("externalURL")]
    public string? ExternalURL { get; init; }

    public string? EndpointUrl { get; init; }

    public string? Bucket { get; init; }

    public string? FileKey { get; init; }

    public string? FilePath { get; init; }
}
