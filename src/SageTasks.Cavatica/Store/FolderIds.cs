using SageTasks.Http;
using SageTasks.Storage;

namespace SageTasks.Cavatica;

/// <summary>Finds and makes the folders that a path leads through. What was found is remembered for a short time, or until it leads nowhere: people
/// rename, move and delete folders.</summary>
internal sealed class FolderIds(CavaticaClient client)
{
    private const int Remembered = 256;
    private const int Tries = 3;

    // For so long a list may lag behind, so that looking more often would tell nothing new.
    private static readonly TimeSpan TrustTime = TimeSpan.FromSeconds(15);

    private readonly FilePlaces _files = new(client);
    private readonly RecentlyUsed<string, (string Id, DateTimeOffset FoundAt)> _known = new(Remembered);

    /// <summary>The query of a folder's content: the project's top folder, or a folder by its id; null where there is none.</summary>
    public async Task<FileQuery?> FindAsync(SbgPlace place, CancellationToken cancellationToken)
    {
        var query = new FileQuery { Project = place.Project };
        var path = place.Project!;
        foreach (var name in place.Folders)
        {
            path += "/" + name;
            if (Known(path) is not { } id)
            {
                if (await FolderAsync(query, name, cancellationToken).ConfigureAwait(false) is not { } folder)
                {
                    return null;
                }

                id = Keep(path, folder.Id);
            }

            query = new FileQuery { Parent = id };
        }

        return query;
    }

    /// <summary>The same, with the folders that are missing made.</summary>
    /// <exception cref="ArgumentException">A file has the name of a folder of the path.</exception>
    public async Task<FileQuery> EnsureAsync(SbgPlace place, CancellationToken cancellationToken)
    {
        var query = new FileQuery { Project = place.Project };
        var path = place.Project!;
        foreach (var name in place.Folders)
        {
            path += "/" + name;
            var id = Known(path) ?? Keep(path, await EnsureAsync(query, name, cancellationToken).ConfigureAwait(false));
            query = new FileQuery { Parent = id };
        }

        return query;
    }

    /// <summary>Does what needs the folders of a path, and does it once more with folders that are looked for anew where one of them is gone.</summary>
    public async Task<T> UseAsync<T>(SbgPlace place, Func<CancellationToken, Task<T>> use, CancellationToken cancellationToken)
    {
        try
        {
            return await use(cancellationToken).ConfigureAwait(false);
        }
        catch (NotFoundException) when (Forget(place))
        {
            return await use(cancellationToken).ConfigureAwait(false);
        }
    }

    private string? Known(string path) => _known.TryGet(path, out var folder) && client.Time.GetUtcNow() - folder.FoundAt < TrustTime ? folder.Id : null;

    private string Keep(string path, string id)
    {
        _known.Set(path, (id, client.Time.GetUtcNow()));
        return id;
    }

    private bool Forget(SbgPlace place)
    {
        var path = place.Project!;
        var forgotten = false;
        foreach (var name in place.Folders)
        {
            path += "/" + name;
            forgotten |= _known.Remove(path);
        }

        return forgotten;
    }

    private async Task<string> EnsureAsync(FileQuery parent, string name, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await FolderAsync(parent, name, cancellationToken).ConfigureAwait(false) is { } folder)
            {
                return folder.Id;
            }

            try
            {
                return (await client.CreateFolderAsync(new NewFolder { Name = name, Project = parent.Project, Parent = parent.Parent }, cancellationToken).ConfigureAwait(false)).Id;
            }
            catch (ApiException taken) when (attempt < Tries && taken is ConflictException or SubmissionUnknownException)
            {
                // Somebody else, or the very call that was lost, has made it.
                await new JobWaits(client.Time).PauseAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<CavaticaFile?> FolderAsync(FileQuery parent, string name, CancellationToken cancellationToken)
    {
        var found = await _files.FindAsync(parent.Project, parent.Parent, [name], cancellationToken).ConfigureAwait(false);
        return found.GetValueOrDefault(name) is not { } child || child.Type == CavaticaFileType.Folder
            ? found.GetValueOrDefault(name)
            : throw new ArgumentException($"'{name}' is a file, and not a folder that files could lie in.");
    }
}
