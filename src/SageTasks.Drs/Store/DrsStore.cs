using SageTasks.Storage;

namespace SageTasks.Drs;

/// <summary>
/// DRS objects as a source of the transfer engine: <c>drs://</c> locations are copied to any store, ranged, in parallel, resumed, their
/// addresses renewed while they are read, their strongest checksum verified. Read only. Thread-safe.
/// </summary>
/// <remarks>
/// Of the ways that a server offers, the best is taken: a URL that it signs (<c>access_id</c>), a plain one, the address in a cloud. <c>s3://</c>,
/// <c>gs://</c> and the like are read by the store that is registered for them, with its own credential. What lies in an archive is asked
/// for last, and waited for. A bundle is copied by the plan that <see cref="DrsBundles.Plan"/> makes.
/// </remarks>
public sealed class DrsStore : IObjectSource
{
    private readonly ObjectReading _reading;

    /// <summary>Makes the store; nothing is sent.</summary>
    /// <param name="servers">Finds servers and speaks to them.</param>
    /// <param name="stores">The stores that read addresses in clouds, as a rule those that this one is added to; null reads only HTTPS.</param>
    public DrsStore(DrsServers servers, ObjectStores? stores = null)
        : this(servers, () => stores)
    {
    }

    internal DrsStore(DrsServers servers, Func<ObjectStores?> stores)
    {
        ArgumentNullException.ThrowIfNull(servers);
        _reading = new ObjectReading(servers, stores);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Schemes { get; } = [LocationScheme.Drs];

    /// <inheritdoc/>
    public StoreCapabilities Capabilities { get; } = new()
    {
        RangedRead = true,
        PinnedRead = true,
        DigestIsIdentity = true,
        StatedDigests =
            [DigestAlgorithm.Sha512, DigestAlgorithm.Sha256, DigestAlgorithm.Sha1, DigestAlgorithm.Md5, DigestAlgorithm.Crc64Nvme, DigestAlgorithm.Crc32C],
    };

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The location is a bundle.</exception>
    /// <exception cref="DrsResolutionException">No server was found for it, or one that must not be asked.</exception>
    /// <exception cref="DrsNotReadyException">The server was not ready in time.</exception>
    public Task<ObjectInfo?> StatAsync(Location location, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(location);
        return _reading.StatAsync(location, cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The location is a bundle.</exception>
    /// <exception cref="DrsResolutionException">No server was found for it, or one that must not be asked.</exception>
    /// <exception cref="DrsNotReadyException">The server was not ready in time.</exception>
    /// <exception cref="NotSupportedException">There is no way to the bytes that could be gone.</exception>
    public Task<ObjectBody> OpenAsync(Location location, ByteRange range, ObjectVersion? pin, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(location);
        return _reading.OpenAsync(location, range, pin, cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: DRS has no lists.</exception>
    public IAsyncEnumerable<ObjectInfo> ListAsync(Location prefix, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException($"{prefix}: DRS has no lists. What a bundle holds is copied by the plan of {nameof(DrsBundles)}.{nameof(DrsBundles.Plan)}.");
}
