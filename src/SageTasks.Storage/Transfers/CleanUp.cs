using SageTasks.Http;

namespace SageTasks.Storage;

/// <summary>Removes what transfers left that nobody went on with.</summary>
internal sealed class CleanUp(ObjectStores stores, DateTimeOffset before)
{
    private readonly List<string> _failures = [];
    private int _aborted;
    private int _deleted;

    public async Task<CleanUpResult> RunAsync(Location prefix, CancellationToken cancellationToken)
    {
        if (prefix.IsLocal)
        {
            DeleteFiles(prefix.LocalPath, cancellationToken);
        }
        else if (stores.StoreOf(prefix) is IMultipartStore store)
        {
            await AbortAsync(store, prefix, cancellationToken).ConfigureAwait(false);
        }

        return new CleanUpResult { AbortedUploads = _aborted, DeletedFiles = _deleted, Failures = _failures };
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

            try
            {
                await store.AbortUploadAsync(upload, cancellationToken).ConfigureAwait(false);
                _aborted++;
            }
            catch (ApiException e)
            {
                _failures.Add($"{upload}: {e.Message}");
            }
        }
    }

    private void DeleteFiles(string folder, CancellationToken cancellationToken)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var file in Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles("*", options) : [])
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (PartialNames.IsPartial(file.Name) && file.LastWriteTimeUtc < before.UtcDateTime)
            {
                Delete(file);
            }
        }
    }

    private void Delete(FileInfo file)
    {
        try
        {
            // A transfer that is running holds its journal.
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
