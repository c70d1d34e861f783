namespace SageTasks.Storage;

/// <summary>One object to copy, as plain data.</summary>
public sealed record TransferItem
{
    /// <summary>The object.</summary>
    public required Location Source { get; init; }

    /// <summary>Where to; a folder or prefix takes the source's name.</summary>
    public required Location Destination { get; init; }

    /// <summary>Digests that the bytes must have.</summary>
    public IReadOnlyList<Digest> Expected { get; init => field = value ?? []; } = [];

    /// <summary>Media type of the copy; null takes the source's.</summary>
    public string? ContentType { get; init; }

    /// <summary>Bytes, where they are known beforehand, as from a list: for <see cref="TransferProgress.TotalBytes"/> alone.</summary>
    public long? Size { get; init; }

    /// <summary>Why this can't be copied; null where nothing is known against it.</summary>
    internal string? Refusal { get; init; }
}
