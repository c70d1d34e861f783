using SageTasks.Http;

namespace SageTasks.Cavatica;

/// <summary>Imports DRS objects as files, each once: a file that has the name already is taken for the import, whatever its bytes are.</summary>
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
    /// that is taken meanwhile, so that no file comes twice. A bundle, which becomes a folder, is an error of its item.</summary>
    /// <exception cref="ArgumentException">An item's place or name cannot be used, or two items have the same ones; nothing was sent.</exception>
    /// <exception cref="SubmissionUnknownException">Whether imports were begun is not known; calling again finds out.</exception>
    public virtual async Task<IReadOnlyList<ImportedDrsFile>> ImportAsync(IReadOnlyList<DrsFile> items, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        Check(items);
        var results = items.Select(item => new ImportedDrsFile { Item = item }).ToArray();
        for (var round = 1; ; round++)
        {
            await LookAsync(results, Open(results), job: null, cancellationToken).ConfigureAwait(false);
            try
            {
                foreach (var chunk in Open(results).Chunk(CompleteList.PageSize))
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

    private static void Check(IReadOnlyList<DrsFile> items)
    {
        foreach (var item in items)
        {
            UploadNames.Check(item.Name);
        }

        if (items.GroupBy(item => (item.Project, item.Parent, item.Name)).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException(
                $"{twice.Count()} items have the name '{twice.Key.Name}' in {twice.Key.Project ?? twice.Key.Parent}, and the platform would make one file of them. Nothing was sent.", nameof(items));
        }
    }

    private static int[] Open(ImportedDrsFile[] results) =>
        [.. Enumerable.Range(0, results.Length).Where(index => results[index] is { FileId: null, Error: null })];

    private async Task LookAsync(ImportedDrsFile[] results, int[] wanted, DrsImport? job, CancellationToken cancellationToken)
    {
        foreach (var folder in wanted.GroupBy(index => (results[index].Item.Project, results[index].Item.Parent)))
        {
            var files = await _places.FindAsync(folder.Key.Project, folder.Key.Parent, [.. folder.Select(index => results[index].Item.Name)], cancellationToken).ConfigureAwait(false);
            foreach (var index in folder)
            {
                if (files.GetValueOrDefault(results[index].Item.Name) is { } file)
                {
                    results[index] = Met(results[index], file, job);
                }
            }
        }
    }

    private static ImportedDrsFile Met(ImportedDrsFile wanted, CavaticaFile file, DrsImport? job) => file.Type == CavaticaFileType.Folder
        ? wanted with { Error = $"{wanted.Item.Name} is a folder, and a file is wanted: give another name, or import a bundle with {nameof(CavaticaClient.StartDrsImportsAsync)}" }
        : wanted with { FileId = file.Id, IsNew = job?.Result.Any(result => result.Resource?.Id == file.Id) == true && !(file.CreatedOn < job.StartedOn) };

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

        // Results name no item: what has the name counts, and a result's place tells only why nothing has it.
        await LookAsync(results, chunk, job, cancellationToken).ConfigureAwait(false);
        for (var position = 0; position < chunk.Length; position++)
        {
            if (results[chunk[position]] is { FileId: null, Error: null } missing)
            {
                results[chunk[position]] = missing with { Error = Reason(job.Result.Count == chunk.Length ? job.Result[position] : null) };
            }
        }
    }

    private static string Reason(BulkResult<CavaticaFile>? result) => result switch
    {
        { Resource: { } made } => $"the platform made {made.Id} of it, and the folder shows no file of the name: call again",
        { Error.Message: { } message } => message,
        _ => "the platform tells nothing of this object",
    };
}
