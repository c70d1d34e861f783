using SageTasks.Http;

namespace SageTasks.Cavatica;

/// <summary>Shows objects of volumes as files of a project, each once: what is there already, or being imported by anybody, is not imported again.
/// No byte moves.</summary>
public class CavaticaImports
{
    private const int Rounds = 3;

    private readonly CavaticaClient _client;
    private readonly FilePlaces _places;

    /// <summary>Tasks on a client's platform.</summary>
    public CavaticaImports(CavaticaClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        (_client, _places) = (client, new FilePlaces(client));
    }

    /// <summary>Imports what is not there yet, waits for the end, and tells of every item what became of it, in their order.</summary>
    /// <exception cref="ArgumentException">An item's place cannot be used; nothing was sent.</exception>
    /// <exception cref="SubmissionUnknownException">Whether imports were begun is not known; calling again finds out.</exception>
    public virtual async Task<IReadOnlyList<ImportedFile>> ImportAsync(IReadOnlyList<VolumeImport> items, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        var wanted = items.Select(item => new Wanted(item)).ToList();
        for (var round = 1; ; round++)
        {
            await LookAsync(wanted, cancellationToken).ConfigureAwait(false);
            try
            {
                await StartAsync([.. wanted.Where(item => item.IsOpen)], cancellationToken).ConfigureAwait(false);
                break;
            }
            catch (SubmissionUnknownException) when (round < Rounds)
            {
                await new JobWaits(_client.Time).PauseAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        await WaitAsync(wanted, cancellationToken).ConfigureAwait(false);
        await MeetOthersAsync(wanted, cancellationToken).ConfigureAwait(false);
        return [.. wanted.Select(item => item.Result)];
    }

    private async Task LookAsync(List<Wanted> wanted, CancellationToken cancellationToken)
    {
        await MeetAsync(wanted.Where(item => item.IsOpen), (item, file) => item.Meet(file), cancellationToken).ConfigureAwait(false);
        foreach (var volume in wanted.Where(item => item.IsOpen).GroupBy(item => item.Item.Volume, StringComparer.Ordinal).ToList())
        {
            await foreach (var import in _client.ListImportsAsync(new ImportQuery { Volume = volume.Key }, cancellationToken).ConfigureAwait(false))
            {
                volume.FirstOrDefault(item => item.Is(import))?.Follow(import);
            }
        }
    }

    private async Task StartAsync(IReadOnlyList<Wanted> open, CancellationToken cancellationToken)
    {
        foreach (var chunk in open.Chunk(CompleteList.PageSize))
        {
            var results = await _client.StartImportsAsync([.. chunk.Select(item => item.Request)], cancellationToken).ConfigureAwait(false);
            for (var index = 0; index < chunk.Length; index++)
            {
                chunk[index].Start(results[index]);
            }
        }
    }

    private async Task WaitAsync(List<Wanted> wanted, CancellationToken cancellationToken)
    {
        var waits = new JobWaits(_client.Time);
        while (wanted.Where(item => item.ImportId is not null).ToList() is { Count: > 0 } waiting)
        {
            var results = await _client.GetImportsAsync([.. waiting.Select(item => item.ImportId!)], cancellationToken).ConfigureAwait(false);
            for (var index = 0; index < waiting.Count; index++)
            {
                waiting[index].Update(results[index]);
            }

            if (wanted.Exists(item => item.ImportId is not null))
            {
                await waits.PauseAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // An equal import of somebody else that ended between the look and the start lets this one fail.
    private Task MeetOthersAsync(List<Wanted> wanted, CancellationToken cancellationToken) =>
        MeetAsync(wanted.Where(item => item.Result.Error is not null), (item, file) => item.Forgive(file), cancellationToken);

    private async Task MeetAsync(IEnumerable<Wanted> wanted, Action<Wanted, CavaticaFile?> meet, CancellationToken cancellationToken)
    {
        foreach (var folder in wanted.GroupBy(item => (item.Item.Project, item.Item.Parent)).ToList())
        {
            var files = await _places.FindAsync(folder.Key.Project, folder.Key.Parent, [.. folder.Select(item => item.Name)], cancellationToken).ConfigureAwait(false);
            foreach (var item in folder)
            {
                meet(item, files.GetValueOrDefault(item.Name));
            }
        }
    }

    private sealed class Wanted
    {
        public Wanted(VolumeImport item)
        {
            Item = item;
            Name = item.Name ?? item.Location.TrimEnd('/').Split('/')[^1];
            UploadNames.Check(Name);
            Request = new NewImport
            {
                Source = new VolumePlace { Volume = item.Volume, Location = item.Location },
                Destination = new ImportDestination { Project = item.Project, Parent = item.Parent, Name = Name },
            };
            Result = new ImportedFile { Item = item };
        }

        public VolumeImport Item { get; }

        public string Name { get; }

        public NewImport Request { get; }

        public ImportedFile Result { get; private set; }

        /// <summary>The import to wait for.</summary>
        public string? ImportId { get; private set; }

        public bool IsOpen => ImportId is null && Result is { File: null, Error: null };

        public bool Is(Import import) =>
            import.Source == Request.Source && import.Destination?.Project == Item.Project && import.Destination?.Parent == Item.Parent && import.Destination?.Name == Name;

        /// <summary>A file has the name.</summary>
        public void Meet(CavaticaFile? file)
        {
            if (file is not null)
            {
                Result = IsShownBy(file)
                    ? Result with { File = file }
                    : Result with { Error = $"{Name} is there already, and is not {Item.Volume}/{Item.Location}: give another name, or delete it" };
            }
        }

        /// <summary>The import failed, and the file is there all the same.</summary>
        public void Forgive(CavaticaFile? file)
        {
            if (file is not null && IsShownBy(file))
            {
                Result = new ImportedFile { Item = Item, File = file };
            }
        }

        /// <summary>Somebody has begun an equal import; one that has ended tells nothing that the folder does not tell.</summary>
        public void Follow(Import import)
        {
            if (IsOpen && (import.State == TransferState.Pending || import.State == TransferState.Running))
            {
                ImportId = import.Id;
            }
        }

        public void Start(BulkResult<Import> result)
        {
            ImportId = result.Resource?.Id;
            Result = result.Resource is null ? Result with { Error = result.Error?.Message ?? "the platform did not begin it" } : Result with { IsNew = true };
        }

        public void Update(BulkResult<Import> result)
        {
            if (result.Resource is not { } import)
            {
                (ImportId, Result) = (null, Result with { Error = result.Error?.Message ?? "the platform does not show the import any more" });
            }
            else if (import.State == TransferState.Completed)
            {
                (ImportId, Result) = (null, import.Result is { } file ? Result with { File = file } : Result with { Error = "the import names no file" });
            }
            else if (import.State == TransferState.Failed)
            {
                (ImportId, Result) = (null, Result with { Error = import.Error?.Message ?? "the import failed" });
            }
        }

        private bool IsShownBy(CavaticaFile file) => file.Storage is { } storage && storage.Volume == Item.Volume && storage.Location == Item.Location;
    }
}
