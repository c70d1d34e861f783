namespace SageTasks.Runs;

/// <summary>A claim of a <see cref="FileLedger"/>: its holder goes on writing for as long as nobody else has written.</summary>
internal sealed class FileLedgerClaim(SubmissionKey key, FileLedgerChain chain, long fence, TimeSpan lease, FileLedgerRecord record, TimeProvider time)
    : ILedgerClaim
{
    private long _last = fence;
    private FileLedgerRecord _record = record;

    public LedgerEntry? Entry => _record.Entry;

    public long Fence { get; } = fence;

    public Task RenewAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Write(_record with { LeaseUntil = time.GetUtcNow() + lease });
        return Task.CompletedTask;
    }

    public Task RecordAsync(LedgerEntry entry, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Write(_record with { Entry = entry, LeaseUntil = time.GetUtcNow() + lease });
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        chain.TryAppend(_last, _record with { IsReleased = true });
        return ValueTask.CompletedTask;
    }

    private void Write(FileLedgerRecord next)
    {
        if (!chain.TryAppend(_last, next))
        {
            throw new LedgerClaimLostException(key);
        }

        (_record, _last) = (next, _last + 1);
    }
}
