using SageTasks.Http;

namespace SageTasks.Storage;

/// <summary>Removes what transfers left that nobody went on with.</summary>
internal sealed class CleanUp(ObjectStores stores, string stateFolder, DateTimeOffset before)
{
    private readonly List<string> _failures = [];
    private int _aborted;
    private int _deleted;
    private int _records;

    public async Task<CleanUpResult> RunAsync(Location prefix, CancellationToken cancellationToken)
    {
        if (prefix.IsLocal)
        {
            DeleteFiles(prefix.LocalPath, cancellationToken);
        }
        else if (stores.StoreOf(prefix) is IMultipartStore store)
        {
            await ForgetAsync(store, prefix, cancellationToken).ConfigureAwait(false);
            await AbortAsync(store, prefix, cancellationToken).ConfigureAwait(false);
        }

        return new CleanUpResult { AbortedUploads = _aborted, DeletedFiles = _deleted, DeletedRecords = _records, Failures = _failures };
    }

    private async Task AbortAsync(IMultipartStore store, Location prefix, CancellationToken cancellationToken)
    {
        await foreach (var upload in store.ListUploadsAsync(prefix, cancellationToken).ConfigureAwait(false))
        {
            // One whose age nobody knows may be running.
            if (upload.StartedAt is not { } began || began >= before)
            {
                continue;
            }

            await TryAbortAsync(store, upload, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> TryAbortAsync(IMultipartStore store, ObjectUpload upload, CancellationToken cancellationToken)
    {
        try
        {
            await store.AbortUploadAsync(upload, cancellationToken).ConfigureAwait(false);
            _aborted++;
            return true;
        }
        catch (ApiException e)
        {
            _failures.Add($"{upload}: {e.Message}");
            return false;
        }
    }

    private async Task ForgetAsync(IMultipartStore store, Location prefix, CancellationToken cancellationToken)
    {
        foreach (var file in UploadJournal.Under(stateFolder).Where(file => file.LastWriteTimeUtc < before.UtcDateTime))
        {
            try
            {
                using var journal = UploadJournal.Open(file.FullName);
                var upload = journal.Current?.Header.Upload;
                if (upload is null || (IsBelow(upload.Location, prefix) && await TryAbortAsync(store, upload, cancellationToken).ConfigureAwait(false)))
                {
                    journal.Clear();
                    _records++;
                }
            }
            catch (DestinationBusyException)
            {
                // It is in use: there is nothing to clean up.
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                _failures.Add($"{file.FullName}: {e.Message}");
            }
        }
    }

    private static bool IsBelow(Location location, Location prefix) =>
        (location.Scheme, location.Authority) == (prefix.Scheme, prefix.Authority) && location.Path.StartsWith(prefix.Path, StringComparison.Ordinal);

    private void DeleteFiles(string folder, CancellationToken cancellationToken)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var file in Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles("*", options) : [])
        {
            cancellationToken.ThrowIfCancellationRequested();
            // What went with another one is gone by now.
            if (PartialNames.IsPartial(file.Name) && file.LastWriteTimeUtc < before.UtcDateTime && File.Exists(file.FullName))
            {
                Delete(file);
            }
        }
    }

    private void Delete(FileInfo file)
    {
        try
        {
            // A transfer that is running holds its journal; what is written at once has none, and lives for moments.
            if (PartialNames.JournalOf(file.FullName) is { } journal && File.Exists(journal))
            {
                using var held = JournalLock.Acquire(journal, file.FullName);
                file.Delete();
                File.Delete(journal);
            }
            else
            {
                file.Delete();
            }

            _deleted++;
        }
        catch (DestinationBusyException)
        {
            // It is being written: there is nothing to clean up.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _failures.Add($"{file.FullName}: {e.Message}");
        }
    }
}
