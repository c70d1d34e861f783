using SageTasks.Http;

namespace SageTasks.Storage;

/// <summary>Something that objects can be written to as well. An object appears whole or not at all.</summary>
public interface IObjectStore : IObjectSource
{
    /// <summary>Refuses a location at which the store can't keep an object, before anything is read or sent.</summary>
    /// <param name="location">Where an object is to be written.</param>
    /// <exception cref="ArgumentException">The store refuses such a name or place; the message says why.</exception>
    void CheckDestination(Location location)
    {
    }

    /// <summary>Writes an object with one request, which is repeated where that is safe.</summary>
    /// <param name="location">Where.</param>
    /// <param name="content">The bytes, at most <see cref="StoreLimits.MaxPutSize"/>.</param>
    /// <param name="options">The condition, and what is stored with the object.</param>
    /// <param name="cancellationToken">Ends it; the object may have been written all the same.</param>
    /// <returns>The object as it is now.</returns>
    /// <exception cref="DestinationExistsException"><see cref="PutMode.CreateNew"/>, and something is there that this call did not write.</exception>
    /// <exception cref="DestinationChangedException"><see cref="PutMode.IfMatch"/>, and another version is there, or none.</exception>
    /// <exception cref="DigestMismatchException">The store received other bytes than the digests are of.</exception>
    /// <exception cref="ApiException">The store refused or did not answer.</exception>
    Task<ObjectInfo> PutAsync(Location location, ObjectContent content, PutOptions options, CancellationToken cancellationToken = default);

    /// <summary>Copies within the store, without moving the bytes through this machine; null where the store can't between these two.</summary>
    /// <param name="source">The object, whose version is pinned.</param>
    /// <param name="destination">Where to.</param>
    /// <param name="options">The condition, and what is stored with the copy.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="SourceChangedException">The source is no longer of that version.</exception>
    /// <exception cref="DestinationExistsException"><see cref="PutMode.CreateNew"/>, and something is there.</exception>
    /// <exception cref="DestinationChangedException"><see cref="PutMode.IfMatch"/>, and another version is there, or none.</exception>
    /// <exception cref="ApiException">The store refused or did not answer.</exception>
    Task<ObjectInfo?> TryCopyAsync(ObjectInfo source, Location destination, PutOptions options, CancellationToken cancellationToken = default) =>
        Task.FromResult<ObjectInfo?>(null);

    /// <summary>Deletes an object; one that is not there is fine.</summary>
    /// <exception cref="ApiException">The store refused or did not answer.</exception>
    Task DeleteAsync(Location location, CancellationToken cancellationToken = default);
}
