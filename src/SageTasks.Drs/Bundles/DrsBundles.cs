using System.Runtime.CompilerServices;
using SageTasks.Http;
using SageTasks.Storage;

namespace SageTasks.Drs;

/// <summary>Bundles with all that lies below them, across servers where they lead there.</summary>
public sealed class DrsBundles
{
    private readonly DrsServers _servers;

    /// <summary>Makes the task; nothing is sent.</summary>
    /// <param name="servers">Finds servers and speaks to them.</param>
    public DrsBundles(DrsServers servers)
    {
        ArgumentNullException.ThrowIfNull(servers);
        _servers = servers;
    }

    /// <summary>Every object below a bundle, or the object itself, depth first in the server's order, asked for as they are needed. A bundle that
    /// holds itself, an entry that is missing, and a name that is none are entries with a problem, and end nothing.</summary>
    /// <param name="uri">The bundle's DRS URI.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="FormatException">The text is no DRS URI; the message says why.</exception>
    /// <exception cref="DrsResolutionException">No server was found for it, or one that must not be asked.</exception>
    /// <exception cref="InvalidDataException">There are more entries than <see cref="DrsOptions.MaxBundleEntries"/>.</exception>
    /// <exception cref="ApiException">A server refused or did not answer.</exception>
    public async IAsyncEnumerable<DrsBundleEntry> WalkAsync(string uri, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var address = await _servers.ResolveAsync(uri, cancellationToken).ConfigureAwait(false);
        var found = await _servers.ClientOf(address).GetObjectAsync(address.Id, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (!found.IsBundle)
        {
            yield return new DrsBundleEntry { Path = "", Uri = uri, Object = found };
            yield break;
        }

        await foreach (var entry in new BundleWalk(_servers, uri).BelowAsync(address, found, cancellationToken).ConfigureAwait(false))
        {
            yield return entry;
        }
    }

    /// <summary>A plan that copies everything below a bundle to the same names below a folder or prefix. It is read as it is carried out; an entry
    /// with a problem is an item that fails, and so is one whose name differs from an earlier one's only by case, where the destination takes
    /// both for one.</summary>
    /// <param name="source">The bundle, or a single object, as a <c>drs://</c> location.</param>
    /// <param name="destination">A folder or prefix; it ends in a slash or names a whole bucket.</param>
    /// <exception cref="ArgumentException">The source is no DRS location, or the destination no folder.</exception>
    public TransferPlan Plan(Location source, Location destination)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(destination);
        if (source.Scheme != LocationScheme.Drs)
        {
            throw new ArgumentException($"{source} is no DRS location; write drs://host/id or drs://prefix:accession.", nameof(source));
        }

        return destination.IsFolder
            ? TransferPlan.Of(ItemsAsync(source, destination))
            : throw new ArgumentException($"{destination} is no folder or prefix: end it with a slash.", nameof(destination));
    }

    private async IAsyncEnumerable<TransferItem> ItemsAsync(Location source, Location destination, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var places = new PlacesTaken(destination);
        await foreach (var entry in WalkAsync(source.Address, cancellationToken).ConfigureAwait(false))
        {
            yield return Item(entry, destination, places);
        }
    }

    private static TransferItem Item(DrsBundleEntry entry, Location destination, PlacesTaken places)
    {
        var source = Location.Parse(entry.Uri);
        if ((entry.Problem ?? places.Problem(entry.Path)) is { } problem)
        {
            return new TransferItem { Source = source, Destination = destination, Refusal = problem };
        }

        try
        {
            var place = entry.Path.Length == 0 ? destination : CopyTarget.Below(destination, entry.Path);
            return new TransferItem { Source = source, Destination = place, Size = entry.Object?.Size };
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            return new TransferItem { Source = source, Destination = destination, Refusal = e.Message };
        }
    }
}
