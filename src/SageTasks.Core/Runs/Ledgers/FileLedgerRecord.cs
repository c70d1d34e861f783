namespace SageTasks.Runs;

/// <summary>One file of a <see cref="FileLedger"/>.</summary>
internal sealed record FileLedgerRecord
{
    public required DateTimeOffset LeaseUntil { get; init; }

    public bool IsReleased { get; init; }

    public LedgerEntry? Entry { get; init; }
}
