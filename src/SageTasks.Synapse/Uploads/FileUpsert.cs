using SageTasks.Http;

namespace SageTasks.Synapse;

/// <summary>Puts bytes under a name in a container: nothing where they are there, else a new file or a new version. Somebody else's change
/// in between is read, and the decision made anew.</summary>
internal sealed class FileUpsert(SynapseClient client, FileUpsertRequest request)
{
    private static readonly EntityBundleRequest Parts = new() { IncludeEntity = true, IncludeFileHandles = true };

    private string? _handle;
    private bool _sentCreate;
    private long? _sentOver;

    public Task<StoredFile> RunAsync(CancellationToken cancellationToken) => Contention.RetryAsync(
        client.Time, token => Contention.RepeatAsync(client.Time, RunOnceAsync, token), cancellationToken);

    private async Task<StoredFile> RunOnceAsync(CancellationToken cancellationToken)
    {
        if (await client.FindChildAsync(request.ParentId, request.Name, cancellationToken).ConfigureAwait(false) is not { } id)
        {
            request.Condition?.Invoke(null);
            return await CreateAsync(cancellationToken).ConfigureAwait(false);
        }

        var bundle = await client.GetBundleAsync(id, Parts, cancellationToken).ConfigureAwait(false);
        if (bundle.Entity is not FileEntity file)
        {
            throw new ArgumentException(
                $"There is a {bundle.Entity?.ConcreteType.Split('.')[^1]} of the name '{request.Name}' in {request.ParentId} ({id}): a file can't take its place. " +
                "Choose another name.");
        }

        var present = bundle.FileHandles?.FirstOrDefault(handle => string.Equals(handle.Id, file.DataFileHandleId, StringComparison.Ordinal));
        if (OutcomeOfEarlierSend(file) is { } outcome)
        {
            return Stored(file, present, outcome);
        }

        request.Condition?.Invoke(file);
        return present is not null && request.IsSame(present)
            ? await KeepAsync(file, present, cancellationToken).ConfigureAwait(false)
            : await ReplaceAsync(file, cancellationToken).ConfigureAwait(false);
    }

    // A lost answer looks like somebody else's change: the file handle tells that it was ours.
    private StoreOutcome? OutcomeOfEarlierSend(FileEntity file)
    {
        if (_handle is null || !string.Equals(file.DataFileHandleId, _handle, StringComparison.Ordinal))
        {
            return null;
        }

        return _sentOver is { } before && file.VersionNumber > before ? StoreOutcome.Updated : _sentCreate ? StoreOutcome.Created : null;
    }

    private async Task<StoredFile> CreateAsync(CancellationToken cancellationToken)
    {
        _handle ??= await request.MakeHandle(cancellationToken).ConfigureAwait(false);
        var file = new FileEntity
        {
            Name = request.Name,
            ParentId = request.ParentId.ToString(),
            DataFileHandleId = _handle,
            Description = request.Description,
            VersionLabel = request.VersionLabel,
            VersionComment = request.VersionComment,
        };
        if (request.IsExclusive)
        {
            return await CreateOnceAsync(file, cancellationToken).ConfigureAwait(false);
        }

        _sentCreate = true;
        var created = await client.CreateEntityAsync(file, cancellationToken: cancellationToken).ConfigureAwait(false);
        return Stored(created, null, StoreOutcome.Created);
    }

    // Of several who create an equal file at once all hold the same file handle: only a lost answer makes the one that is there ours.
    private async Task<StoredFile> CreateOnceAsync(FileEntity file, CancellationToken cancellationToken)
    {
        try
        {
            return Stored(await client.CreateFileOnceAsync(file, cancellationToken).ConfigureAwait(false), null, StoreOutcome.Created);
        }
        catch (SubmissionUnknownException)
        {
            _sentCreate = true;
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }

    private async Task<StoredFile> KeepAsync(FileEntity file, FileHandle present, CancellationToken cancellationToken)
    {
        if (!request.ForceVersion)
        {
            return Stored(file, present, StoreOutcome.Unchanged);
        }

        _handle = file.DataFileHandleId;
        return await PutAsync(file, cancellationToken).ConfigureAwait(false);
    }

    private async Task<StoredFile> ReplaceAsync(FileEntity file, CancellationToken cancellationToken)
    {
        _handle ??= await request.MakeHandle(cancellationToken).ConfigureAwait(false);
        return await PutAsync(file, cancellationToken).ConfigureAwait(false);
    }

    private async Task<StoredFile> PutAsync(FileEntity file, CancellationToken cancellationToken)
    {
        _sentOver = file.VersionNumber ?? 1;
        var changed = file with
        {
            DataFileHandleId = _handle,
            VersionLabel = request.VersionLabel,
            VersionComment = request.VersionComment,
            Description = request.Description ?? file.Description,
        };
        var updated = await client.UpdateEntityAsync(changed, newVersion: true, cancellationToken: cancellationToken).ConfigureAwait(false);
        return Stored(updated, null, StoreOutcome.Updated);
    }

    private StoredFile Stored(FileEntity file, FileHandle? handle, StoreOutcome outcome) => new()
    {
        Id = SynapseId.Parse(file.Id!).At(file.VersionNumber ?? 1),
        Name = file.Name ?? request.Name,
        Outcome = outcome,
        FileHandleId = file.DataFileHandleId ?? "",
        Size = handle?.ContentSize ?? request.Size,
        Md5 = handle?.ContentMd5 ?? request.Md5,
    };
}
