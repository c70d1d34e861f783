namespace SageTasks.Testing.S3;

/// <summary>An upload in parts as stored.</summary>
internal sealed record UploadDocument
{
    public required string Id { get; init; }

    public required string Bucket { get; init; }

    public required string Key { get; init; }

    public ObjectFields Fields { get; init; } = new();

    /// <summary>The checksum that every part has to bring; null where the client leaves it to S3.</summary>
    public string? Algorithm { get; init; }

    public string Type { get; init; } = ChecksumAlgorithm.FullObject;

    public DateTimeOffset Started { get; init; }

    public ChecksumAlgorithm ChecksumAlgorithm => ChecksumAlgorithm.Find(Algorithm) ?? ChecksumAlgorithm.Crc64Nvme;
}
