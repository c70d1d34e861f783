using System.Runtime.CompilerServices;
using SageTasks.Files;

namespace SageTasks.Runs;

/// <summary>A ledger in a folder, on one machine or on a file system that several machines share. It needs nothing from the file system but
/// hard links (on Windows, renames that never overwrite), so that a file is created by one creator only.
/// Machines that share it must have clocks that agree to within a fraction of the lease.</summary>
/// <remarks>Each piece of work has a folder, and whatever is written about it, a claim too, is a file with the next number: a writer that does not get the
/// number after the last one that it has seen has lost its claim.</remarks>
public sealed class FileLedger : ISubmissionLedger
{
    private readonly string _folder;
    private readonly TimeProvider _time;

    /// <summary>Opens or creates a ledger.</summary>
    /// <param name="folder">The folder; created where it is missing.</param>
    /// <param name="time">The clock; the system's by default.</param>
    public FileLedger(string folder, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        _folder = Path.GetFullPath(folder);
        _time = time ?? TimeProvider.System;
        FolderSync.Create(_folder);
    }

    /// <inheritdoc/>
    public async Task<ILedgerClaim?> TryClaimAsync(SubmissionKey key, TimeSpan lease, CancellationToken cancellationToken = default)
    {
        var chain = new FileLedgerChain(FolderOf(key));
        var (last, known) = await chain.ReadLastAsync(cancellationToken).ConfigureAwait(false);
        if (known is { IsReleased: false } && known.LeaseUntil > _time.GetUtcNow())
        {
            return null;
        }

        cancellationToken.ThrowIfCancellationRequested();
        var record = new FileLedgerRecord { LeaseUntil = _time.GetUtcNow() + lease, Entry = known?.Entry };
        return chain.TryAppend(last, record) ? new FileLedgerClaim(key, chain, last + 1, lease, record, _time) : null;
    }

    /// <inheritdoc/>
    public async Task<LedgerEntry?> ReadAsync(SubmissionKey key, CancellationToken cancellationToken = default)
    {
        var (_, record) = await new FileLedgerChain(FolderOf(key)).ReadLastAsync(cancellationToken).ConfigureAwait(false);
        return record?.Entry;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LedgerEntry> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var work in Directory.EnumerateDirectories(_folder, "*", SearchOption.AllDirectories))
        {
            if (SubmissionKey.TryParse(Path.GetFileName(work), out _))
            {
                var (_, record) = await new FileLedgerChain(work).ReadLastAsync(cancellationToken).ConfigureAwait(false);
                if (record?.Entry is { } entry)
                {
                    yield return entry;
                }
            }
        }
    }

    private string FolderOf(SubmissionKey key) => Path.Combine(_folder, key.Value[..2], key.Value);
}
