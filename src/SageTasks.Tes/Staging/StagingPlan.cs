using System.Runtime.CompilerServices;
using SageTasks.Files;
using SageTasks.Storage;

namespace SageTasks.Tes;

/// <summary>Which files of a task go where. What cannot go, or is not there, is in it with the reason.</summary>
internal sealed class StagingPlan(ObjectStores stores, LocalPlaces places, Location root)
{
    // A command may leave a link, or a folder that is one, that leads out of its files, to what it was never given.
    private readonly LocalTree _own = new(path => RealPath.IsWithin(path, root.LocalPath), "the task's files");

    public async IAsyncEnumerable<TransferItem> InputsAsync(TesTask task, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var input in task.Inputs.Where(input => input.Content is null))
        {
            if (input.Type != TesFileType.Directory)
            {
                yield return new TransferItem { Source = Location.Parse(input.Url!), Destination = Below(root, input.Path) };
                continue;
            }

            await foreach (var item in FolderAsync(input, cancellationToken).ConfigureAwait(false))
            {
                yield return item;
            }
        }
    }

    public async IAsyncEnumerable<TransferItem> OutputsAsync(TesTask task, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var output in task.Outputs)
        {
            if (output.Type != TesFileType.Directory && !TaskRules.HasWildcards(output.Path))
            {
                var file = Below(root, output.Path);
                yield return new TransferItem { Source = file, Destination = Location.Parse(output.Url), Refusal = file.IsLocal ? _own.Problem(file.LocalPath) : null };
                continue;
            }

            await foreach (var item in TreeAsync(output, cancellationToken).ConfigureAwait(false))
            {
                yield return item;
            }
        }
    }

    public static Location Below(Location root, string path) => CopyTarget.Below(root, path.TrimStart('/'));

    private async IAsyncEnumerable<TransferItem> FolderAsync(TesInput input, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (source, target) = (Folder(input.Url!), FolderBelow(root, input.Path));
        var plan = TransferPlan.FromPrefix(source, target);
        var isThere = source.IsLocal && Directory.Exists(source.LocalPath);
        var items = source.IsLocal ? LocalItems(source, target, isThere).ToAsyncEnumerable() : plan.ReadAsync(stores, cancellationToken);
        await foreach (var item in items.ConfigureAwait(false))
        {
            isThere = true;
            yield return item;
        }

        if (!isThere)
        {
            yield return new TransferItem { Source = source, Destination = target, Refusal = $"the directory {input.Path} is not there: there is nothing below {source}." };
        }
        else if (target.IsLocal)
        {
            Directory.CreateDirectory(target.LocalPath);
        }
    }

    private IEnumerable<TransferItem> LocalItems(Location source, Location target, bool isThere) =>
        (isThere ? places.Tree.Of(Path.TrimEndingDirectorySeparator(source.LocalPath)) : []).Select(file => new TransferItem
        {
            Source = Location.FromPath(file.Path),
            Destination = file.Problem is null ? CopyTarget.Below(target, Location.FromPath(file.Path).Path[source.Path.Length..]) : target,
            Refusal = file.Problem,
        });

    private async IAsyncEnumerable<TransferItem> TreeAsync(TesOutput output, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pattern = TaskRules.HasWildcards(output.Path) ? new PathPattern(output.Path.TrimEnd('/')) : null;
        var top = pattern?.Folder ?? output.Path.TrimEnd('/') + "/";
        var prefix = pattern is null ? top : output.PathPrefix!;
        var folder = FolderBelow(root, top);
        var isThere = pattern is not null || (folder.IsLocal && Directory.Exists(folder.LocalPath));
        await foreach (var (file, problem) in FilesAsync(folder, cancellationToken).ConfigureAwait(false))
        {
            isThere = true;
            var path = file.Path.Length > folder.Path.Length ? top + file.Path[folder.Path.Length..] : top;
            if (problem is not null && (pattern is null || path == top || MayReach(output, path)))
            {
                yield return new TransferItem { Source = file, Destination = Folder(output.Url), Refusal = problem };
            }
            else if (problem is null && !file.IsFolder && (pattern is null || Matches(pattern, path, output.Type == TesFileType.Directory)))
            {
                var target = CopyTarget.Below(Folder(output.Url), path[prefix.Length..].TrimStart('/'));
                yield return new TransferItem { Source = file, Destination = target, Refusal = places.Problem(target) };
            }
        }

        if (!isThere)
        {
            yield return new TransferItem { Source = folder, Destination = Folder(output.Url), Refusal = $"the directory {output.Path} is not there." };
        }
    }

    private async IAsyncEnumerable<(Location File, string? Problem)> FilesAsync(Location folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (folder.IsLocal)
        {
            foreach (var (path, problem) in Directory.Exists(folder.LocalPath) ? _own.Of(Path.TrimEndingDirectorySeparator(folder.LocalPath)) : [])
            {
                yield return (Location.FromPath(path), problem);
            }

            yield break;
        }

        await foreach (var file in stores.SourceOf(folder).ListAsync(folder, cancellationToken).ConfigureAwait(false))
        {
            yield return (file.Location, null);
        }
    }

    // Whether a pattern matches a path, or could match what is below it.
    private static bool MayReach(TesOutput output, string path)
    {
        var parts = output.Path.TrimEnd('/').Split('/');
        var pattern = new PathPattern(string.Join('/', parts.Take(path.Split('/').Length)));
        return pattern.IsMatch(path) || Matches(pattern, path, output.Type == TesFileType.Directory);
    }

    // A pattern of directories takes all that is in one that matches.
    private static bool Matches(PathPattern pattern, string path, bool isDirectory)
    {
        if (!isDirectory)
        {
            return pattern.IsMatch(path);
        }

        for (var end = path.LastIndexOf('/'); end > 0; end = path.LastIndexOf('/', end - 1))
        {
            if (pattern.IsMatch(path[..end]))
            {
                return true;
            }
        }

        return false;
    }

    private static Location FolderBelow(Location root, string path)
    {
        var name = path.Trim('/');
        var folder = name.Length == 0 ? root : CopyTarget.Below(root, name);
        return folder.IsLocal ? Location.FromPath(Path.TrimEndingDirectorySeparator(folder.LocalPath) + Path.DirectorySeparatorChar) : Folder(folder.Address);
    }

    private static Location Folder(string url) => Location.Parse(url.EndsWith('/') ? url : url + "/");
}
