using System.Text.Json.Serialization;

namespace SageTasks.Testing.Drs;

/// <summary>An object in the words of the starter kit's administration.</summary>
internal sealed record AdminObject
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    public string? Description { get; init; }

    public DateTimeOffset? CreatedTime { get; init; }

    public DateTimeOffset? UpdatedTime { get; init; }

    public string? MimeType { get; init; }

    public long? Size { get; init; }

    public string? Version { get; init; }

    public bool? IsBundle { get; init; }

    public IReadOnlyList<string>? Aliases { get; init; }

    public IReadOnlyList<Checksum>? Checksums { get; init; }

    public IReadOnlyList<Reference>? DrsObjectParents { get; init; }

    public IReadOnlyList<Reference>? DrsObjectChildren { get; init; }

    [JsonPropertyName("aws_s3_access_objects")]
    public IReadOnlyList<S3Access>? S3Accesses { get; init; }

    public IReadOnlyList<FileAccess>? FileAccessObjects { get; init; }

    internal sealed record Reference
    {
        public string? Id { get; init; }
    }

    internal sealed record S3Access
    {
        public string? Region { get; init; }

        public string? Bucket { get; init; }

        public string? Key { get; init; }
    }

    internal sealed record FileAccess
    {
        public string? Path { get; init; }
    }
}
