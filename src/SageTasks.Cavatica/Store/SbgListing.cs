using System.Runtime.CompilerServices;
using System.Text;
using SageTasks.Storage;

namespace SageTasks.Cavatica;

/// <summary>The files below a project or folder, folder by folder, in the order of their paths by code point.</summary>
internal sealed class SbgListing(CavaticaClient client, FolderIds folders)
{
    private static Comparer<byte[]> ByCodePoint { get; } = Comparer<byte[]>.Create(static (a, b) => a.AsSpan().SequenceCompareTo(b));

    public async IAsyncEnumerable<ObjectInfo> RunAsync(Location prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var place = SbgPlace.Of(prefix);
        if (place.FileId is not null)
        {
            throw new ArgumentException($"{prefix} is one file, and no place that files lie below.", nameof(prefix));
        }

        var children = await folders.UseAsync(place, token => ChildrenAsync(place, token), cancellationToken).ConfigureAwait(false);
        var address = $"sbg://{place.Project}/{string.Concat(place.Folders.Select(name => name + "/"))}";
        await foreach (var file in WalkAsync(children, address, cancellationToken).ConfigureAwait(false))
        {
            yield return file;
        }
    }

    private async IAsyncEnumerable<ObjectInfo> WalkAsync(IReadOnlyList<CavaticaFile> children, string address, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var child in children)
        {
            if (child.Type != CavaticaFileType.Folder)
            {
                yield return FileLookUp.Info(Location.Parse(address + child.Name), child) with { Name = null };
                continue;
            }

            var below = await ChildrenAsync(new FileQuery { Parent = child.Id }, string.Empty, cancellationToken).ConfigureAwait(false);
            await foreach (var file in WalkAsync(below, $"{address}{child.Name}/", cancellationToken).ConfigureAwait(false))
            {
                yield return file;
            }
        }
    }

    private async Task<IReadOnlyList<CavaticaFile>> ChildrenAsync(SbgPlace place, CancellationToken cancellationToken) =>
        await folders.FindAsync(place, cancellationToken).ConfigureAwait(false) is { } folder
            ? await ChildrenAsync(folder, place.Name, cancellationToken).ConfigureAwait(false)
            : [];

    private async Task<IReadOnlyList<CavaticaFile>> ChildrenAsync(FileQuery folder, string beginning, CancellationToken cancellationToken)
    {
        var children = await client.ListFilesAsync(folder, cancellationToken)
            .Where(child => child.Name?.StartsWith(beginning, StringComparison.Ordinal) == true)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. children.OrderBy(child => Encoding.UTF8.GetBytes(child.Type == CavaticaFileType.Folder ? child.Name + "/" : child.Name!), ByCodePoint)];
    }
}
