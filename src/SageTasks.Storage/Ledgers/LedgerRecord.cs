using SageTasks.Runs;

namespace SageTasks.Storage;

/// <summary>One object of an <see cref="ObjectLedger"/>: all that is known about a piece of work at that point. It is never changed.</summary>
internal sealed record LedgerRecord
{
    /// <summary>The claim that wrote it.</summary>
    public required string Holder { get; init; }

    /// <summary>How long the claim is alive, counted from when the object was written.</summary>
    public required TimeSpan Lease { get; init; }

    public bool IsReleased { get; init; }

    public LedgerEntry? Entry { get; init; }

    /// <summary>When the entry was recorded, by the store's clock; null where it was with this object.</summary>
    public DateTimeOffset? RecordedAt { get; init; }
}
