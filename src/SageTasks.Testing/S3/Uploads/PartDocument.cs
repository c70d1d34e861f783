namespace SageTasks.Testing.S3;

/// <summary>A part of an upload as stored.</summary>
internal sealed record PartDocument
{
    public required string Upload { get; init; }

    public required int Number { get; init; }

    public required StoredBytes Bytes { get; init; }

    /// <summary>Without quotes.</summary>
    public required string ETag { get; init; }

    public required Checksum Checksum { get; init; }

    public DateTimeOffset Modified { get; init; }

    public string Tag => $"\"{ETag}\"";
}
