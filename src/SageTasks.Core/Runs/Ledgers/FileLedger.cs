using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using SageTasks.Files;

namespace SageTasks.Runs;

/// <summary>A ledger in a folder, on one machine or on a file system that several machines share. It needs nothing from the file system but
/// hard links (on Windows, renames that never overwrite), so that a file is created by one creator only, and that renaming replaces in one step.
/// Machines that share it must have clocks that agree to within a fraction of the lease.</summary>
/// <remarks>Each piece of work has a folder, each claim on it a file numbered by its fence: whoever creates the next number holds the claim.
/// A writer whose number is no longer the highest has lost it.</remarks>
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
        Directory.CreateDirectory(_folder);
    }

    /// <inheritdoc/>
    public async Task<ILedgerClaim?> TryClaimAsync(SubmissionKey key, TimeSpan lease, CancellationToken cancellationToken = default)
    {
        var work = MakeFolderOf(key);
        var (fence, current) = await ReadNewestAsync(work, cancellationToken).ConfigureAwait(false);
        if (current is { IsReleased: false } && current.LeaseUntil > _time.GetUtcNow())
        {
            return null;
        }

        cancellationToken.ThrowIfCancellationRequested();
        var record = new FileLedgerRecord { LeaseUntil = _time.GetUtcNow() + lease, Inherits = true };
        if (!TryCreate(PathOf(work, fence + 1), record))
        {
            return null;
        }

        // Read again: the former holder may have written its intent between our first reading and our claim. From now on it cannot send.
        // The claim is made, so no cancellation may leave it behind without a holder.
        var (newest, inherited) = await ReadNewestAsync(work, CancellationToken.None).ConfigureAwait(false);
        if (newest != fence + 1)
        {
            // Between our reading and our claim others had this number, left and took it away: theirs are later.
            return null;
        }

        return new FileLedgerClaim(key, work, fence + 1, lease, record with { Entry = inherited?.Entry }, _time);
    }

    /// <inheritdoc/>
    public async Task<LedgerEntry?> ReadAsync(SubmissionKey key, CancellationToken cancellationToken = default)
    {
        var (_, record) = await ReadNewestAsync(FolderOf(key), cancellationToken).ConfigureAwait(false);
        return record?.Entry;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LedgerEntry> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var work in Directory.EnumerateDirectories(_folder, "*", SearchOption.AllDirectories))
        {
            if (SubmissionKey.TryParse(Path.GetFileName(work), out _))
            {
                var (_, record) = await ReadNewestAsync(work, cancellationToken).ConfigureAwait(false);
                if (record?.Entry is { } entry)
                {
                    yield return entry;
                }
            }
        }
    }

    internal static string PathOf(string work, long fence) => Path.Combine(work, $"{fence:D12}.json");

    internal static long NewestFence(string work) =>
        Directory.Exists(work)
            ? Directory.EnumerateFiles(work, "*.json").Select(FenceOf).DefaultIfEmpty(0).Max()
            : 0;

    /// <summary>Removes the files of earlier claims, once a later one holds all that is known.</summary>
    internal static void DeleteOlder(string work, long fence)
    {
        foreach (var path in Directory.EnumerateFiles(work, "*.json").Where(path => FenceOf(path) < fence))
        {
            File.Delete(path);
        }
    }

    private string FolderOf(SubmissionKey key) => Path.Combine(_folder, key.Value[..2], key.Value);

    private string MakeFolderOf(SubmissionKey key)
    {
        var work = FolderOf(key);
        if (!Directory.Exists(work))
        {
            // What a file in it promises holds only when the folder itself survives the machine.
            Directory.CreateDirectory(work);
            FolderSync.Flush(Path.GetDirectoryName(work)!);
            FolderSync.Flush(_folder);
        }

        return work;
    }

    private static long FenceOf(string path) =>
        long.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var fence) ? fence : 0;

    private static async Task<(long Fence, FileLedgerRecord? Record)> ReadNewestAsync(string work, CancellationToken cancellationToken)
    {
        while (true)
        {
            var fence = NewestFence(work);
            if (fence == 0)
            {
                return (0, null);
            }

            // A newer claim may remove files between the listing and the reading: then list again.
            if (await ReadAsync(PathOf(work, fence), cancellationToken).ConfigureAwait(false) is { } record
                && await ResolveAsync(work, fence, record, cancellationToken).ConfigureAwait(false) is { } resolved)
            {
                return (fence, record with { Entry = resolved.Entry });
            }
        }
    }

    /// <summary>The record that holds what a claim has inherited; null where files were removed meanwhile, so that they must be listed again.</summary>
    private static async Task<FileLedgerRecord?> ResolveAsync(string work, long fence, FileLedgerRecord record, CancellationToken cancellationToken)
    {
        while (record.Inherits && fence > 1)
        {
            if (await ReadAsync(PathOf(work, fence - 1), cancellationToken).ConfigureAwait(false) is { } earlier)
            {
                (record, fence) = (earlier, fence - 1);
                continue;
            }

            // Its holder writes down what it has inherited before it removes the earlier file. Where it has not, a person removed that file.
            var again = await ReadAsync(PathOf(work, fence), cancellationToken).ConfigureAwait(false);
            if (again is null or { Inherits: true })
            {
                return again;
            }

            record = again;
        }

        return record;
    }

    private static async Task<FileLedgerRecord?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
            return JsonSerializer.Deserialize(bytes, RunsJson.Default.FileLedgerRecord);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException(
                $"The ledger file '{path}' cannot be read. Look at the platform for the work {Path.GetFileName(Path.GetDirectoryName(path))}, then delete the file.", failure);
        }
    }

    /// <summary>Publishes a complete file under a name that must be free.</summary>
    private static bool TryCreate(string path, FileLedgerRecord record)
    {
        var draft = $"{path}.{Guid.NewGuid():N}.new";
        try
        {
            DurableFile.Write(draft, JsonSerializer.SerializeToUtf8Bytes(record, RunsJson.Default.FileLedgerRecord));
            return DurableFile.TryPublish(draft, path);
        }
        finally
        {
            File.Delete(draft);
        }
    }
}
