namespace SageTasks.Cavatica;

/// <summary>A wanted export: what is known of earlier ones, and what becomes of it.</summary>
internal sealed class WantedExport(FileExport item, ExportMode mode, ExportProperties? properties)
{
    private Export? _waiting;
    private bool _isOwn;
    private bool _isDone;
    private bool _replaces;

    public FileExport Item => item;

    public NewExport Request => new()
    {
        Source = new ExportSource { File = item.FileId },
        Destination = new VolumePlace { Volume = item.Volume, Location = item.Location },
        Overwrite = _replaces ? true : null,
        Properties = properties,
    };

    public ExportedFile Result { get; private set; } = new() { Item = item };

    /// <summary>The latest equal export that has ended well.</summary>
    public Export? Earlier { get; private set; }

    public string? ExportId => _waiting?.Id;

    public bool IsWaiting => _waiting is not null;

    public bool HasFailed => Result.Error is not null;

    public bool IsOpen => !IsWaiting && !_isDone && !HasFailed;

    public bool Is(Export export) => export.Source?.File == item.FileId && export.Destination == new VolumePlace { Volume = item.Volume, Location = item.Location };

    /// <summary>An equal export is there; one that failed counts for nothing.</summary>
    public void Meet(Export export)
    {
        if (export.State == TransferState.Completed)
        {
            Earlier = Earlier is null || Earlier.StartedOn <= export.StartedOn ? export : Earlier;
        }
        else if (!IsWaiting && !_isDone && (export.State == TransferState.Pending || export.State == TransferState.Running))
        {
            (_waiting, _isOwn) = (export, false);
        }
    }

    public void Start(BulkResult<Export> result)
    {
        (_waiting, _isOwn) = (result.Resource, true);
        Result = result.Resource is { } export ? Result with { ExportId = export.Id, IsNew = true } : Result with { Error = result.Error?.Message ?? "the platform did not begin it" };
    }

    /// <summary>What the export that is waited for has come to.</summary>
    public void Update(BulkResult<Export> result)
    {
        var state = result.Resource?.State;
        if (state == TransferState.Pending || state == TransferState.Running)
        {
            return;
        }

        _waiting = null;
        if (!_isOwn)
        {
            Earlier = state == TransferState.Completed ? result.Resource : Earlier;
        }
        else if (state == TransferState.Completed)
        {
            _isDone = true;
        }
        else
        {
            Result = Result with { Error = result.Resource?.Error?.Message ?? result.Error?.Message ?? $"the export is {state}" };
        }
    }

    /// <summary>Whether the earlier export is what is wanted, by what there is now.</summary>
    /// <param name="file">The file; null where it is gone.</param>
    /// <param name="isThere">Whether the object is there.</param>
    public void Judge(CavaticaFile? file, bool isThere)
    {
        if (isThere && mode == ExportMode.Copy && IsAlias(file))
        {
            Result = Result with { Error = $"an earlier export moved the file: it is an alias of {item.Volume}/{item.Location}, and the platform has no bytes of its own" };
        }
        else if (isThere && IsAsWanted(file))
        {
            (_isDone, Result) = (true, Result with { ExportId = Earlier!.Id });
        }
        else
        {
            _replaces = isThere;
        }
    }

    /// <summary>The export failed, and what is wanted is there all the same.</summary>
    /// <param name="file">The file; null where it is gone.</param>
    /// <param name="isThere">Whether the object is there.</param>
    public void Forgive(CavaticaFile? file, bool isThere)
    {
        if (isThere && IsAsWanted(file))
        {
            (_isDone, Result) = (true, new ExportedFile { Item = item, ExportId = Earlier!.Id });
        }
    }

    // A file that was deleted since cannot be exported again: its object is what is left of it.
    private bool IsAsWanted(CavaticaFile? file) => file is null
        || (mode == ExportMode.MoveAndLeaveAlias ? IsAlias(file) : !IsAlias(file) && !(file.ModifiedOn > Earlier!.StartedOn));

    private bool IsAlias(CavaticaFile? file) => file?.Storage is { } storage && storage.Volume == item.Volume && storage.Location == item.Location;
}
