using SageTasks.Http;

namespace SageTasks.Storage;

/// <summary>Something that objects can be read from. Implementations are thread-safe.</summary>
public interface IObjectSource
{
    /// <summary>The schemes of the locations that it reads, such as <see cref="LocationScheme.S3"/>.</summary>
    IReadOnlyList<string> Schemes { get; }

    /// <summary>What the store can do, as stated by its makers.</summary>
    StoreCapabilities Capabilities { get; }

    /// <summary>Asks what lies at a location; null where nothing does.</summary>
    /// <exception cref="ApiException">The store refused or did not answer.</exception>
    Task<ObjectInfo?> StatAsync(Location location, CancellationToken cancellationToken = default);

    /// <summary>
    /// Opens a stretch of an object. A store that cannot do ranges sends everything and says so. A request that fails is repeated by the
    /// store; a body that breaks off is the reader's to resume.
    /// </summary>
    /// <param name="location">The object.</param>
    /// <param name="range">The stretch; it begins before the end unless the object is empty.</param>
    /// <param name="pin">The version that the bytes have to be of; null takes whatever is there.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="NotFoundException">There is nothing.</exception>
    /// <exception cref="SourceChangedException">The object is no longer of that version.</exception>
    /// <exception cref="ApiException">The store refused or did not answer.</exception>
    Task<ObjectBody> OpenAsync(Location location, ByteRange range, ObjectVersion? pin, CancellationToken cancellationToken = default);

    /// <summary>All objects whose path begins with the location's, page after page, in the order of their names by code point.</summary>
    /// <param name="prefix">A bucket, or a beginning of names in it; it matches as text unless it ends in a slash.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="NotSupportedException">The store has no lists (<see cref="StoreCapabilities.List"/>).</exception>
    /// <exception cref="ApiException">The store refused or did not answer.</exception>
    IAsyncEnumerable<ObjectInfo> ListAsync(Location prefix, CancellationToken cancellationToken = default);
}
