namespace SageTasks.Testing.Synapse;

/// <summary>An object in a bucket, as stored; its bytes are the segments one after the other.</summary>
internal sealed record Blob
{
    public required string Bucket { get; init; }

    public required string Key { get; init; }

    public required string ETag { get; init; }

    public required DateTimeOffset LastModified { get; init; }

    public required string ContentType { get; init; }

    public required string FileName { get; init; }

    public required IReadOnlyList<Segment> Segments { get; init; }
}
