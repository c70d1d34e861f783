using System.Text.Json;
using SageTasks.Files;

namespace SageTasks.Runs;

/// <summary>A claim of a <see cref="FileLedger"/>: the file whose number is the highest.</summary>
internal sealed class FileLedgerClaim(SubmissionKey key, string work, long fence, TimeSpan lease, FileLedgerRecord record, TimeProvider time)
    : ILedgerClaim
{
    private FileLedgerRecord _record = record;

    public LedgerEntry? Entry => _record.Entry;

    public long Fence => fence;

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
        if (IsHeld())
        {
            Write(_record with { IsReleased = true });
        }

        return ValueTask.CompletedTask;
    }

    private void Write(FileLedgerRecord next)
    {
        if (!IsHeld())
        {
            throw new LedgerClaimLostException(key);
        }

        _record = next with { Inherits = false };
        DurableFile.Replace(FileLedger.PathOf(work, fence), JsonSerializer.SerializeToUtf8Bytes(_record, RunsJson.Default.FileLedgerRecord));
        FileLedger.DeleteOlder(work, fence);
    }

    private bool IsHeld() => FileLedger.NewestFence(work) == fence;
}
