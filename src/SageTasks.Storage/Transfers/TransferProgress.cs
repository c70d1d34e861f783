namespace SageTasks.Storage;

/// <summary>How far a transfer is.</summary>
public sealed record TransferProgress
{
    /// <summary>Bytes that are at their destination, those of an earlier attempt that was resumed included.</summary>
    public required long Bytes { get; init; }

    /// <summary>Bytes in all; null while the other side has not said so.</summary>
    public long? TotalBytes { get; init; }

    /// <summary>Bytes per second of this attempt over the last seconds.</summary>
    public double BytesPerSecond { get; init; }

    /// <summary>Time since this attempt began.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Time that the rest takes at this rate; null while rate or total are unknown.</summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>Whether this is the last report: all bytes are there.</summary>
    public bool IsComplete => Bytes == TotalBytes;
}
