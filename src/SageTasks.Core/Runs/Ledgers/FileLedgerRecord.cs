namespace SageTasks.Runs;

/// <summary>One file of a <see cref="FileLedger"/>.</summary>
internal sealed record FileLedgerRecord
{
    public required DateTimeOffset LeaseUntil { get; init; }

    public bool IsReleased { get; init; }

    /// <summary>The claim was created and its holder has written nothing yet: what is known stands in the file before this one.</summary>
    public bool Inherits { get; init; }

    public LedgerEntry? Entry { get; init; }
}
