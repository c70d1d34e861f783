using SageTasks.Storage;

namespace SageTasks.Synapse;

/// <summary>Finds entities by their names. Folders are remembered for a minute, since all files in one ask for it.</summary>
internal sealed class PlaceFinder(SynapseClient client)
{
    private const int Remembered = 1024;
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    private readonly RecentlyUsed<(SynapseId Root, string Path), (SynapseId Id, long At)> _folders = new(Remembered);

    /// <summary>The entity of a place, of whatever kind; null where there is none.</summary>
    public async Task<SynapseId?> FindAsync(SynapsePlace place, CancellationToken cancellationToken)
    {
        var folder = await FindFolderAsync(place.Root, place.Folder, cancellationToken).ConfigureAwait(false);
        return folder is null || place.Name.Length == 0
            ? folder
            : await client.FindChildAsync(folder, place.Name, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The container at a path; null where there is none.</summary>
    public async Task<SynapseId?> FindFolderAsync(SynapseId root, string path, CancellationToken cancellationToken)
    {
        if (path.Length == 0)
        {
            return root;
        }

        if (Known(root, path) is { } known)
        {
            return known;
        }

        var slash = path.LastIndexOf('/');
        if (await FindFolderAsync(root, slash < 0 ? "" : path[..slash], cancellationToken).ConfigureAwait(false) is not { } parent)
        {
            return null;
        }

        var found = await client.FindChildAsync(parent, path[(slash + 1)..], cancellationToken).ConfigureAwait(false);
        return found is { } id ? Remember(root, path, id) : default(SynapseId?);
    }

    /// <summary>The container of a place; folders that are not there are made.</summary>
    public async Task<SynapseId> EnsureFolderAsync(SynapsePlace place, CancellationToken cancellationToken)
    {
        if (place.Folder.Length == 0)
        {
            return place.Root;
        }

        return Known(place.Root, place.Folder)
            ?? Remember(place.Root, place.Folder, await new SynapseFolders(client).EnsureAsync(place.Root, place.Folder, cancellationToken).ConfigureAwait(false));
    }

    private SynapseId? Known(SynapseId root, string path) =>
        _folders.TryGet((root, path), out var known) && client.Time.GetElapsedTime(known.At) < MaxAge ? known.Id : default(SynapseId?);

    private SynapseId Remember(SynapseId root, string path, SynapseId id)
    {
        _folders.Set((root, path), (id, client.Time.GetTimestamp()));
        return id;
    }
}
