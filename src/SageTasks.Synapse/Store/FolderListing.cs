using System.Runtime.CompilerServices;
using System.Text;
using SageTasks.Storage;

namespace SageTasks.Synapse;

/// <summary>The files below a project or folder, folder by folder, in the order of their paths by code point.</summary>
internal sealed class FolderListing(SynapseClient client, PlaceFinder places)
{
    private static readonly EntityType[] FilesAndFolders = [EntityType.File, EntityType.Folder];

    private static Comparer<byte[]> ByCodePoint { get; } = Comparer<byte[]>.Create(static (a, b) => a.AsSpan().SequenceCompareTo(b));

    public async IAsyncEnumerable<ObjectInfo> RunAsync(Location prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var place = SynapsePlace.Of(prefix);
        if (await places.FindFolderAsync(place.Root, place.Folder, cancellationToken).ConfigureAwait(false) is not { } folder)
        {
            yield break;
        }

        var address = $"syn://{place.Root}/{place.Folder}";
        await foreach (var file in WalkAsync(folder, address.EndsWith('/') ? address : address + "/", place.Name, cancellationToken).ConfigureAwait(false))
        {
            yield return file;
        }
    }

    private async IAsyncEnumerable<ObjectInfo> WalkAsync(
        SynapseId folder, string address, string beginning, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var child in await ChildrenAsync(folder, beginning, cancellationToken).ConfigureAwait(false))
        {
            if (child.IsFile)
            {
                yield return new ObjectInfo { Location = Location.Parse(address + child.Name), Version = new ObjectVersion { LastModified = child.ModifiedOn } };
                continue;
            }

            await foreach (var file in WalkAsync(SynapseId.Parse(child.Id), $"{address}{child.Name}/", "", cancellationToken).ConfigureAwait(false))
            {
                yield return file;
            }
        }
    }

    // Synapse's own order is not one that can be relied on; a container holds 10,000 children at most.
    private async Task<IReadOnlyList<EntityHeader>> ChildrenAsync(SynapseId folder, string beginning, CancellationToken cancellationToken)
    {
        var children = new List<(EntityHeader Header, byte[] Key)>();
        await foreach (var child in client.GetChildrenAsync(folder, FilesAndFolders, cancellationToken).ConfigureAwait(false))
        {
            if (child.Name?.StartsWith(beginning, StringComparison.Ordinal) == true && (child.IsFile || child.IsContainer))
            {
                Check(child);
                children.Add((child, Encoding.UTF8.GetBytes(child.IsFile ? child.Name : child.Name + "/")));
            }
        }

        return [.. children.OrderBy(child => child.Key, ByCodePoint).Select(child => child.Header)];
    }

    // Entities from before Synapse's rule for names.
    private static void Check(EntityHeader child)
    {
        if (SynapseName.Problem(child.Name) is { } problem)
        {
            throw new NotSupportedException($"{child.Id} can't be listed by its name, which breaks Synapse's own rule. {problem} Rename it, or read it as syn://{child.Id}.");
        }
    }
}
