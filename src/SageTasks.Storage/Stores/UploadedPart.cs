namespace SageTasks.Storage;

/// <summary>A part that a store holds for an upload.</summary>
public sealed record UploadedPart
{
    /// <summary>Counts from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The number of bytes.</summary>
    public required long Size { get; init; }

    /// <summary>By what the store tells the part's content apart, such as its ETag; null where it has nothing like that.</summary>
    public string? Tag { get; init; }

    /// <summary>A digest of the part that the store has checked or computed; null where it states none.</summary>
    public Digest? Checksum { get; init; }
}
