using SageTasks.Http;
using SageTasks.Storage;

namespace SageTasks.Cavatica;

/// <summary>Finds and makes the folders that a path leads through. What was found is remembered until it leads nowhere.</summary>
internal sealed class FolderIds(CavaticaClient client)
{
    private const int Remembered = 256;
    private const int Tries = 3;

    private readonly FilePlaces _files = new(client);
    private readonly RecentlyUsed<string, string> _known = new(Remembered);

    /// <summary>The query of a folder's content: the project's top folder, or a folder by its id; null where there is none.</summary>
    public async Task<FileQuery?> FindAsync(SbgPlace place, CancellationToken cancellationToken)
    {
        var query = new FileQuery { Project = place.Project };
        var path = place.Project!;
        foreach (var name in place.Folders)
        {
            path += "/" + name;
            if (!_known.TryGet(path, out var id))
            {
                id = (await FolderAsync(query, name, cancellationToken).ConfigureAwait(false))?.Id;
                if (id is null)
                {
                    return null;
                }

                _known.Set(path, id);
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
            if (!_known.TryGet(path, out var id))
            {
                id = await EnsureAsync(query, name, cancellationToken).ConfigureAwait(false);
                _known.Set(path, id);
            }

            query = new FileQuery { Parent = id };
        }

        return query;
    }

    /// <summary>Forgets the folders of a path: one of them is gone.</summary>
    public void Forget(SbgPlace place)
    {
        var path = place.Project!;
        foreach (var name in place.Folders)
        {
            path += "/" + name;
            _known.Remove(path);
        }
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
