namespace SageTasks.Storage;

/// <summary>How far a transfer is.</summary>
public sealed record TransferProgress
{
    /// <summary>Bytes that are at their destination, those of an earlier attempt that was resumed included.</summary>
    public required long Bytes { get; init; }

    /// <summary>Bytes in all, as far as they are known; null while the other side has not said so. Of a plan it grows while its list is read,
    /// which runs ahead of the copies, and where an object's size is known only when its turn comes.</summary>
    public long? TotalBytes { get; init; }

    /// <summary>Whether <see cref="TotalBytes"/> stays as it is: only then it makes a percentage.</summary>
    public bool IsTotalFinal { get; init; }

    /// <summary>Bytes per second of this attempt over the last seconds.</summary>
    public double BytesPerSecond { get; init; }

    /// <summary>Time since this attempt began.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Time that the rest takes at this rate; null while the rate is unknown, or the total is not final.</summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>Whether this is the last report: all bytes are there. Never so of a plan some of whose objects have failed.</summary>
    public bool IsComplete => IsTotalFinal && Bytes == TotalBytes;
}
