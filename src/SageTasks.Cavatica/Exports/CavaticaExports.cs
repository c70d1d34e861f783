using SageTasks.Http;

namespace SageTasks.Cavatica;

/// <summary>Exports files to volumes, each once: what was exported or is being exported by anybody is not exported again.</summary>
public class CavaticaExports
{
    private const int Rounds = 3;

    private readonly CavaticaClient _client;

    /// <summary>Tasks on a client's platform.</summary>
    public CavaticaExports(CavaticaClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
    }

    /// <summary>Exports what is not there yet, waits for the end, and tells of every item what became of it, in their order. Public files and aliases
    /// can't be exported; Cavatica exports to no volume on Google Cloud Storage.</summary>
    /// <param name="items">The files and their places.</param>
    /// <param name="mode">Whether the platform keeps its own bytes. Its own default would delete them, so it has to be said.</param>
    /// <param name="properties">How the objects are stored; null for the volume's own settings.</param>
    /// <param name="cancellationToken">Stops waiting; exports that were begun go on.</param>
    /// <exception cref="ArgumentException">The mode was not given; nothing was sent.</exception>
    /// <exception cref="SubmissionUnknownException">Whether exports were begun is not known; calling again finds out.</exception>
    public virtual async Task<IReadOnlyList<ExportedFile>> ExportAsync(
        IReadOnlyList<FileExport> items, ExportMode mode, ExportProperties? properties = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (!Enum.IsDefined(mode))
        {
            throw new ArgumentException($"Say with {nameof(ExportMode)} whether the platform keeps its own bytes. Nothing was sent.", nameof(mode));
        }

        var wanted = items.Select(item => new Wanted(item, properties)).ToList();
        for (var round = 1; ; round++)
        {
            await LookAsync(wanted, cancellationToken).ConfigureAwait(false);
            try
            {
                await StartAsync([.. wanted.Where(item => item.IsOpen)], mode, cancellationToken).ConfigureAwait(false);
                break;
            }
            catch (SubmissionUnknownException) when (round < Rounds)
            {
                await new JobWaits(_client.Time).PauseAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        await WaitAsync(wanted, cancellationToken).ConfigureAwait(false);
        return [.. wanted.Select(item => item.Result)];
    }

    private async Task LookAsync(List<Wanted> wanted, CancellationToken cancellationToken)
    {
        foreach (var volume in wanted.Where(item => item.IsOpen).GroupBy(item => item.Item.Volume, StringComparer.Ordinal).ToList())
        {
            await foreach (var export in _client.ListExportsAsync(new ExportQuery { Volume = volume.Key }, cancellationToken).ConfigureAwait(false))
            {
                volume.FirstOrDefault(item => item.Is(export))?.Follow(export);
            }
        }
    }

    private async Task StartAsync(IReadOnlyList<Wanted> open, ExportMode mode, CancellationToken cancellationToken)
    {
        foreach (var chunk in open.Chunk(CompleteList.PageSize))
        {
            var results = await _client.StartExportsAsync([.. chunk.Select(item => item.Request)], mode == ExportMode.Copy, cancellationToken).ConfigureAwait(false);
            for (var index = 0; index < chunk.Length; index++)
            {
                chunk[index].Start(results[index]);
            }
        }
    }

    private async Task WaitAsync(List<Wanted> wanted, CancellationToken cancellationToken)
    {
        var waits = new JobWaits(_client.Time);
        while (wanted.Where(item => item.IsWaiting).ToList() is { Count: > 0 } waiting)
        {
            var results = await _client.GetExportsAsync([.. waiting.Select(item => item.Result.ExportId!)], cancellationToken).ConfigureAwait(false);
            for (var index = 0; index < waiting.Count; index++)
            {
                waiting[index].Update(results[index]);
            }

            if (wanted.Exists(item => item.IsWaiting))
            {
                await waits.PauseAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private sealed class Wanted(FileExport item, ExportProperties? properties)
    {
        public FileExport Item => item;

        public NewExport Request { get; } = new()
        {
            Source = new ExportSource { File = item.FileId },
            Destination = new VolumePlace { Volume = item.Volume, Location = item.Location },
            Properties = properties,
        };

        public ExportedFile Result { get; private set; } = new() { Item = item };

        public bool IsWaiting { get; private set; }

        public bool IsOpen => Result is { ExportId: null, Error: null };

        public bool Is(Export export) => export.Source?.File == item.FileId && export.Destination == Request.Destination;

        /// <summary>An equal export is there; one that failed counts for nothing.</summary>
        public void Follow(Export export)
        {
            if (export.State != TransferState.Failed && (IsOpen || IsWaiting))
            {
                Result = Result with { ExportId = export.Id };
                IsWaiting = export.State != TransferState.Completed;
            }
        }

        public void Start(BulkResult<Export> result)
        {
            Result = result.Resource is { } export ? Result with { ExportId = export.Id, IsNew = true } : Result with { Error = result.Error?.Message ?? "the platform did not begin it" };
            IsWaiting = result.Resource is not null;
        }

        public void Update(BulkResult<Export> result)
        {
            var state = result.Resource?.State;
            IsWaiting = state == TransferState.Pending || state == TransferState.Running;
            Result = IsWaiting || state == TransferState.Completed
                ? Result
                : Result with { Error = result.Resource?.Error?.Message ?? result.Error?.Message ?? $"the export is {state}" };
        }
    }
}
