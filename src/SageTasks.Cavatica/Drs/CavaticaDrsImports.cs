using SageTasks.Http;

namespace SageTasks.Cavatica;

/// <summary>Imports DRS objects as files, each once: a file that has the name already is taken for the import.</summary>
public class CavaticaDrsImports
{
    private const int Rounds = 3;

    private readonly CavaticaClient _client;
    private readonly FilePlaces _places;

    /// <summary>Tasks on a client's platform.</summary>
    public CavaticaDrsImports(CavaticaClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        (_client, _places) = (client, new FilePlaces(client));
    }

    /// <summary>Imports what is not there yet, waits for the end, and tells of every item what became of it, in their order. The platform skips a name
    /// that is taken meanwhile, so that no file comes twice.</summary>
    /// <exception cref="ArgumentException">An item's place or name cannot be used; nothing was sent.</exception>
    /// <exception cref="SubmissionUnknownException">Whether imports were begun is not known; calling again finds out.</exception>
    public virtual async Task<IReadOnlyList<ImportedDrsFile>> ImportAsync(IReadOnlyList<DrsFile> items, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        foreach (var item in items)
        {
            UploadNames.Check(item.Name);
        }

        var results = items.Select(item => new ImportedDrsFile { Item = item }).ToArray();
        for (var round = 1; ; round++)
        {
            await LookAsync(results, cancellationToken).ConfigureAwait(false);
            try
            {
                foreach (var chunk in Enumerable.Range(0, results.Length).Where(index => results[index].FileId is null).Chunk(CompleteList.PageSize))
                {
                    await ImportAsync(results, chunk, cancellationToken).ConfigureAwait(false);
                }

                return results;
            }
            catch (SubmissionUnknownException) when (round < Rounds)
            {
                await new JobWaits(_client.Time).PauseAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task LookAsync(ImportedDrsFile[] results, CancellationToken cancellationToken)
    {
        foreach (var folder in Enumerable.Range(0, results.Length).Where(index => results[index].FileId is null).GroupBy(index => (results[index].Item.Project, results[index].Item.Parent)))
        {
            var files = await _places.FindAsync(folder.Key.Project, folder.Key.Parent, [.. folder.Select(index => results[index].Item.Name)], cancellationToken).ConfigureAwait(false);
            foreach (var index in folder)
            {
                results[index] = results[index] with { FileId = files.GetValueOrDefault(results[index].Item.Name)?.Id };
            }
        }
    }

    private async Task ImportAsync(ImportedDrsFile[] results, int[] chunk, CancellationToken cancellationToken)
    {
        var request = new NewDrsImport
        {
            Items = [.. chunk.Select(index => results[index].Item).Select(item => new DrsImportItem
            {
                DrsUri = item.DrsUri, Project = item.Project, Parent = item.Parent, Name = item.Name, Metadata = item.Metadata,
            })],
            ConflictResolution = DrsConflict.Skip,
        };
        var job = (await _client.StartDrsImportsAsync(request, cancellationToken).ConfigureAwait(false))[0];
        var waits = new JobWaits(_client.Time);
        while (job.State != CavaticaJobState.Finished)
        {
            await waits.PauseAsync(cancellationToken).ConfigureAwait(false);
            job = await _client.GetDrsImportAsync(job.Id, cancellationToken).ConfigureAwait(false);
        }

        for (var position = 0; position < chunk.Length; position++)
        {
            var result = position < job.Result.Count ? job.Result[position] : null;
            results[chunk[position]] = results[chunk[position]] with
            {
                FileId = result?.Resource?.Id,
                IsNew = result?.Resource is not null,
                Error = result?.Resource is null ? result?.Error?.Message ?? "the platform tells nothing of this object" : null,
            };
        }
    }
}
