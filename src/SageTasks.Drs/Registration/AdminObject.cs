using System.Text.Json.Serialization;

namespace SageTasks.Drs;

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

    public IReadOnlyList<DrsChecksum>? Checksums { get; init; }

    [JsonPropertyName("aws_s3_access_objects")]
    public IReadOnlyList<S3Place>? S3Places { get; init; }

    [JsonPropertyName("file_access_objects")]
    public IReadOnlyList<FilePlace>? FilePlaces { get; init; }

    internal sealed record S3Place
    {
        public string? Bucket { get; init; }

        public string? Key { get; init; }
    }

    internal sealed record FilePlace
    {
        public string? Path { get; init; }
    }
}
