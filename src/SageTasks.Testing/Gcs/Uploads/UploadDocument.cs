namespace SageTasks.Testing.Gcs;

/// <summary>A resumable session as stored.</summary>
internal sealed record UploadDocument
{
    public required string Id { get; init; }

    public required string Bucket { get; init; }

    public required string Name { get; init; }

    public required ObjectFields Fields { get; init; }

    public required Conditions Conditions { get; init; }

    /// <summary>The size that the client announced when it began; null where it did not.</summary>
    public long? Size { get; init; }

    public required string File { get; init; }

    /// <summary>The bytes that are persisted.</summary>
    public long Received { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public bool IsCanceled { get; init; }

    /// <summary>The object that the upload made; null while it has not.</summary>
    public ObjectDocument? Finished { get; init; }
}
