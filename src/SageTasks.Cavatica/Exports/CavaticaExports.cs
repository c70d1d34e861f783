using SageTasks.Http;

namespace SageTasks.Cavatica;

/// <summary>Exports files to volumes, each once: what was exported or is being exported by anybody is not exported again, as long as the object is
/// there, holds the file as it is, and the platform's own bytes are where the mode wants them.</summary>
public class CavaticaExports
{
    private const int Rounds = 3;
    private const int AtOnce = 8;

    private readonly CavaticaClient _client;

    /// <summary>Tasks on a client's platform.</summary>
    public CavaticaExports(CavaticaClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
    }

    /// <summary>Exports what is not there yet, waits for the end, and tells of every item what became of it, in their order. The object of an earlier
    /// export of the file is replaced when the file has changed since, or is to be moved now; another object is left alone, and an error of its item.
    /// Public files and aliases can't be exported; Cavatica exports to no volume on Google Cloud Storage.</summary>
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

        var wanted = items.Select(item => new WantedExport(item, mode, properties)).ToList();
        for (var round = 1; ; round++)
        {
            await MeetEarlierAsync(wanted, cancellationToken).ConfigureAwait(false);
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
        await MeetOthersAsync(wanted, cancellationToken).ConfigureAwait(false);
        return [.. wanted.Select(item => item.Result)];
    }

    private async Task MeetEarlierAsync(List<WantedExport> wanted, CancellationToken cancellationToken)
    {
        await LookAsync(wanted.Where(item => item.IsOpen), cancellationToken).ConfigureAwait(false);
        await WaitAsync(wanted, cancellationToken).ConfigureAwait(false);
        await CheckAsync([.. wanted.Where(item => item.IsOpen && item.Earlier is not null)], (item, file, isThere) => item.Judge(file, isThere), cancellationToken).ConfigureAwait(false);
    }

    // An equal export that no list showed yet, an unanswered one of this call too, lets this one fail.
    private async Task MeetOthersAsync(List<WantedExport> wanted, CancellationToken cancellationToken)
    {
        await LookAsync(wanted.Where(item => item.HasFailed), cancellationToken).ConfigureAwait(false);
        await WaitAsync(wanted, cancellationToken).ConfigureAwait(false);
        await CheckAsync([.. wanted.Where(item => item.HasFailed && item.Earlier is not null)], (item, file, isThere) => item.Forgive(file, isThere), cancellationToken).ConfigureAwait(false);
    }

    private async Task LookAsync(IEnumerable<WantedExport> wanted, CancellationToken cancellationToken)
    {
        foreach (var volume in wanted.GroupBy(item => item.Item.Volume, StringComparer.Ordinal).ToList())
        {
            await foreach (var export in _client.ListExportsAsync(new ExportQuery { Volume = volume.Key }, cancellationToken).ConfigureAwait(false))
            {
                foreach (var item in volume.Where(item => item.Is(export)))
                {
                    item.Meet(export);
                }
            }
        }
    }

    private async Task CheckAsync(IReadOnlyList<WantedExport> wanted, Action<WantedExport, CavaticaFile?, bool> tell, CancellationToken cancellationToken)
    {
        var files = await _client.GetFilesAsync([.. wanted.Select(item => item.Item.FileId)], cancellationToken).ConfigureAwait(false);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, wanted.Count, parallel, async (index, token) =>
        {
            var isThere = await IsThereAsync(wanted[index].Item, token).ConfigureAwait(false);
            tell(wanted[index], files[index].Resource, isThere);
        }).ConfigureAwait(false);
    }

    private async Task<bool> IsThereAsync(FileExport item, CancellationToken cancellationToken)
    {
        try
        {
            await _client.GetVolumeObjectAsync(item.Volume, item.Location, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (NotFoundException)
        {
            return false;
        }
    }

    private async Task StartAsync(IReadOnlyList<WantedExport> open, ExportMode mode, CancellationToken cancellationToken)
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

    private async Task WaitAsync(List<WantedExport> wanted, CancellationToken cancellationToken)
    {
        var waits = new JobWaits(_client.Time);
        while (wanted.Where(item => item.IsWaiting).ToList() is { Count: > 0 } waiting)
        {
            var results = await _client.GetExportsAsync([.. waiting.Select(item => item.ExportId!)], cancellationToken).ConfigureAwait(false);
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
}
