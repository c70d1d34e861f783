namespace SageTasks.Storage;

/// <summary>The sizes that a store takes, in bytes.</summary>
public sealed record StoreLimits
{
    /// <summary>The largest object that one request may write.</summary>
    public long MaxPutSize { get; init; } = long.MaxValue;

    /// <summary>The smallest part, the last one excepted.</summary>
    public long MinPartSize { get; init; } = 1;

    /// <summary>The largest part.</summary>
    public long MaxPartSize { get; init; } = long.MaxValue;

    /// <summary>Every part but the last has a multiple of this size.</summary>
    public long PartSizeMultiple { get; init; } = 1;

    /// <summary>The largest number of parts.</summary>
    public int MaxParts { get; init; } = int.MaxValue;

    /// <summary>The smallest object.</summary>
    public long MinObjectSize { get; init; }

    /// <summary>The largest object.</summary>
    public long MaxObjectSize { get; init; } = long.MaxValue;
}
