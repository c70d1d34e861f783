using System.Runtime.CompilerServices;
using SageTasks.Drs;
using SageTasks.Storage;

namespace SageTasks.Cli;

/// <summary>A DRS bundle as a place that is listed and copied like a folder.</summary>
internal sealed class Bundle(Profile profile, Location place)
{
    private readonly DrsServers _servers = new(PlatformOptions.Drs(profile));
    private readonly Location _place = Named(place);

    /// <summary>The location without a slash at its end: a DRS URI has none, and people write one, as behind any folder.</summary>
    public static Location Named(Location place) =>
        place.Scheme == LocationScheme.Drs && place.Address.EndsWith('/') ? Location.Parse(place.Address.TrimEnd('/')) : place;

    /// <summary>Copies everything in the bundle below the destination, or the object where it is none.</summary>
    public TransferPlan Plan(Location destination) =>
        new DrsBundles(_servers).Plan(_place, destination.IsFolder ? destination : Location.Parse(destination.Address + "/"));

    /// <summary>The objects in the bundle, called as they are there.</summary>
    /// <param name="refuse">Hears of those that can't be had.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<ObjectInfo> ListAsync(Action<string> refuse, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entry in new DrsBundles(_servers).WalkAsync(_place.Address, cancellationToken))
        {
            if (entry.Object is { } found && entry.Problem is null)
            {
                yield return new ObjectInfo
                {
                    Location = Location.Parse(entry.Uri),
                    Version = new ObjectVersion { Size = found.Size, LastModified = found.UpdatedTime ?? found.CreatedTime },
                    Name = entry.Path.Length > 0 ? entry.Path : found.Name,
                    ContentType = found.MimeType,
                    Digests = found.Digests,
                };
            }
            else
            {
                refuse(entry.Problem ?? $"{entry.Path}: its server does not tell what it is.");
            }
        }
    }
}
