using SageTasks.Storage;

namespace SageTasks.Synapse;

public sealed partial class SynapseFolders
{
    /// <summary>The folder at a path below a container; folders that are not there are created.</summary>
    /// <param name="parentId">The project or folder to start from.</param>
    /// <param name="path">Names with slashes between them, such as <c>results/2026</c>; empty for the container itself.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException">Synapse refuses a name, or something else than a folder has it.</exception>
    public async Task<SynapseId> EnsureAsync(SynapseId parentId, string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        var names = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        foreach (var name in names)
        {
            SynapseName.Validate(name, nameof(path));
        }

        foreach (var name in names)
        {
            var parent = parentId;
            parentId = await Contention.RetryAsync(client.Time, token => EnsureOneAsync(parent, name, token), cancellationToken)
                .ConfigureAwait(false);
        }

        return parentId;
    }

    /// <summary>Stores a local folder with all folders in it: files that are there and equal are left alone, others get a new version. A
    /// <c>manifest.csv</c> at the top, which a download wrote, is left out.</summary>
    /// <param name="request">The local folder and its place.</param>
    /// <param name="cancellationToken">Ends the call; calling again goes on.</param>
    /// <exception cref="ArgumentException">Synapse refuses the name of a file or folder, or a file is empty; nothing was sent.</exception>
    /// <exception cref="FolderTransferException">Some files could not be stored; all others were.</exception>
    public async Task<IReadOnlyList<StoredFile>> StoreAsync(FolderStore request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var root = Path.GetFullPath(request.Path);
        var files = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Where(file => !IsOwn(Path.GetRelativePath(root, file))).Order(StringComparer.Ordinal).ToList();
        var folders = files.Select(file => Slashed(Path.GetRelativePath(root, Path.GetDirectoryName(file)!))).Distinct(StringComparer.Ordinal).ToList();
        foreach (var name in folders.SelectMany(folder => folder.Split('/', StringSplitOptions.RemoveEmptyEntries)))
        {
            SynapseName.Validate(name, nameof(request));
        }

        var rows = files.Select(file => new ManifestRow { Path = file, ParentId = request.ParentId }).ToList();
        ManifestCheck.Run(rows);
        var places = new Dictionary<string, SynapseId>(StringComparer.Ordinal);
        foreach (var folder in folders)
        {
            places[folder] = await EnsureAsync(request.ParentId, folder, cancellationToken).ConfigureAwait(false);
        }

        return await StoreAsync(
            [.. rows.Select(row => row with { ParentId = places[Slashed(Path.GetRelativePath(root, Path.GetDirectoryName(row.Path)!))] })],
            request.Concurrency, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stores the files of a manifest, with annotations and provenance. Files that are there and equal are left alone; provenance
    /// that names other files of the manifest by path refers to the versions that were stored.</summary>
    /// <param name="rows">The files, for example from <see cref="SynapseManifest.ReadAsync"/>.</param>
    /// <param name="concurrency">Files that are stored at a time; from 1 to 32.</param>
    /// <param name="cancellationToken">Ends the call; calling again goes on.</param>
    /// <returns>One result for each row, in order.</returns>
    /// <exception cref="ArgumentException">A row can't be stored as it is; the message lists all of them, and nothing was sent.</exception>
    /// <exception cref="FolderTransferException">Some files could not be stored; all others were.</exception>
    public async Task<IReadOnlyList<StoredFile>> StoreAsync(
        IReadOnlyList<ManifestRow> rows, int concurrency = 4, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ManifestCheck.Run(rows);
        var stored = await FileBatch.RunAsync(
            rows.ToAsyncEnumerable(), concurrency, row => (row.Path, row.ParentId), StoreRowAsync, cancellationToken).ConfigureAwait(false);
        var byPath = stored.ToDictionary(pair => pair.Row.Path, pair => pair.Result, StringComparer.Ordinal);
        var results = await FileBatch.RunAsync(
            rows.ToAsyncEnumerable(),
            concurrency,
            row => (row.Path, row.ParentId),
            (row, token) => RecordAsync(row, byPath, token),
            cancellationToken).ConfigureAwait(false);
        var final = results.ToDictionary(pair => pair.Row.Path, pair => pair.Result, StringComparer.Ordinal);
        return [.. rows.Select(row => final[row.Path])];
    }

    // What a download left beside the files is no data: a manifest at the top, and the halves of files that were interrupted.
    private static bool IsOwn(string relative) =>
        relative is ManifestName
        || relative.EndsWith(PartialNames.PartSuffix, StringComparison.Ordinal)
        || relative.EndsWith(PartialNames.JournalSuffix, StringComparison.Ordinal);

    private static string Slashed(string relative) => relative == "." ? "" : relative.Replace(Path.DirectorySeparatorChar, '/');

    private async Task<SynapseId> EnsureOneAsync(SynapseId parent, string name, CancellationToken cancellationToken)
    {
        if (await client.FindChildAsync(parent, name, cancellationToken).ConfigureAwait(false) is not { } id)
        {
            var made = await client.CreateEntityAsync(new Folder { Name = name, ParentId = parent.ToString() }, cancellationToken: cancellationToken).ConfigureAwait(false);
            return SynapseId.Parse(made.Id!);
        }

        var header = await client.GetHeaderAsync(id, cancellationToken).ConfigureAwait(false);
        return header.IsContainer ? id : throw new ArgumentException($"There is a {header.Type?.Split('.')[^1]} of the name '{name}' in {parent} ({id}), not a folder.");
    }

    private async Task<(ManifestRow Row, StoredFile Result)> StoreRowAsync(ManifestRow row, CancellationToken cancellationToken)
    {
        var name = row.Name ?? (row.Id is { } id ? (await client.GetHeaderAsync(id.WithoutVersion(), cancellationToken).ConfigureAwait(false)).Name : null);
        if (row.IsWebAddress)
        {
            return (row, await _files.LinkAsync(row with { Name = name }, cancellationToken).ConfigureAwait(false));
        }

        var store = new FileStore
        {
            Path = row.Path,
            ParentId = row.ParentId,
            Name = name,
            ContentType = row.ContentType,
            ForceVersion = row.ForceVersion,
        };
        return (row, await _files.StoreAsync(store, cancellationToken: cancellationToken).ConfigureAwait(false));
    }

    private async Task<(ManifestRow Row, StoredFile Result)> RecordAsync(
        ManifestRow row, Dictionary<string, StoredFile> stored, CancellationToken cancellationToken)
    {
        var result = stored[row.Path];
        if (row.Annotations.Count > 0)
        {
            var merge = new AnnotationMerge { Id = result.Id, Set = row.Annotations };
            var merged = await new SynapseAnnotations(client).MergeTextsAsync(merge, cancellationToken).ConfigureAwait(false);
            result = result with { AnnotationsChanged = merged.Outcome != StoreOutcome.Unchanged };
        }

        if (row.HasActivity)
        {
            var note = new ProvenanceNote
            {
                Name = row.ActivityName ?? "",
                Description = row.ActivityDescription,
                Used = [.. row.Used.Select(Resolve)],
                Executed = [.. row.Executed.Select(Resolve)],
            };
            var recorded = await new SynapseProvenance(client).RecordAsync(result.Id, note, cancellationToken).ConfigureAwait(false);
            result = result with { ProvenanceChanged = recorded.Outcome != StoreOutcome.Unchanged };
        }

        return (row, result);

        ProvenanceSource Resolve(string source) => stored.TryGetValue(source, out var file) ? file.Id : ProvenanceSource.Parse(source);
    }
}
