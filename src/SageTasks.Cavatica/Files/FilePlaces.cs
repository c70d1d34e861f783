namespace SageTasks.Cavatica;

/// <summary>Looks for files by folder and name: one folder at a time, in as few requests as their number allows.</summary>
internal sealed class FilePlaces(CavaticaClient client)
{
    // More names in one query would make its address too long.
    private const int NamesAtOnce = 20;

    /// <summary>The files of those names that a folder holds, by name.</summary>
    public async Task<IReadOnlyDictionary<string, CavaticaFile>> FindAsync(string? project, string? parent, IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, CavaticaFile>(StringComparer.Ordinal);
        foreach (var chunk in names.Distinct(StringComparer.Ordinal).Chunk(NamesAtOnce))
        {
            await foreach (var file in client.ListFilesAsync(new FileQuery { Project = project, Parent = parent, Names = chunk }, cancellationToken).ConfigureAwait(false))
            {
                if (file.Name is { } name && chunk.Contains(name, StringComparer.Ordinal))
                {
                    found.TryAdd(name, file);
                }
            }
        }

        return found;
    }
}
