using Amazon.Runtime;
using Amazon.S3;

namespace SageTasks.Storage.S3;

/// <summary>
/// Amazon S3, and stores that speak its API: Ceph RADOS Gateway, MinIO, Cloudflare R2 and others. What a store answers to a write under a
/// condition is believed of AWS alone: of any other server <see cref="StoreProbe"/> finds out. A write under a condition leaves the
/// metadata <c>sagetasks-writer</c> on the object, which is not shown: by it a call whose reply was lost knows its own work.
/// </summary>
public sealed class S3Store : IMultipartStore, IDisposable
{
    private const long MiB = 1024 * 1024;
    private const long GiB = 1024 * MiB;
    private const long TiB = 1024 * GiB;

    private readonly IDisposable? _owned;
    private readonly S3Reads _reads;
    private readonly S3Lists _lists;
    private readonly S3Writes _writes;
    private readonly S3Uploads _uploads;
    private readonly S3Copies _copies;

    /// <summary>Makes the store; nothing is sent.</summary>
    /// <param name="options">Where the store is and who is asking; null for AWS as its own tools find it.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The options are wrong, or no region is set anywhere.</exception>
    public S3Store(S3Options? options = null, TimeProvider? time = null)
        : this(options ?? new S3Options(), time, http: null)
    {
    }

    /// <summary>Makes the store on a client that the caller has set up, and that stays the caller's.</summary>
    /// <param name="client">The client. Its retries and time limits hold; with <c>RequestChecksumCalculation</c> and
    /// <c>ResponseChecksumValidation</c> at <c>WHEN_REQUIRED</c> it adds no checksums of its own, which few servers but AWS understand.</param>
    /// <param name="requesterPays">Agrees to be billed for requests to buckets whose owner wants that.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public S3Store(IAmazonS3 client, bool requesterPays = false, TimeProvider? time = null)
        : this(Session(client, isSigned: false, requesterPays, new S3Options().StallTimeout, time), owned: null, limits: null)
    {
    }

    internal S3Store(S3Options options, TimeProvider? time, HttpClientFactory? http)
        : this(S3ClientFactory.Make(options, http), options, time)
    {
    }

    internal S3Store(S3Session session, IDisposable? owned, StoreLimits? limits)
    {
        _owned = owned;
        var checksums = new S3Checksums(session.IsAws, session.AreBodiesSigned);
        Capabilities = CapabilitiesOf(session, checksums);
        _reads = new S3Reads(session);
        _lists = new S3Lists(session);
        _writes = new S3Writes(session, _reads, checksums);
        _uploads = new S3Uploads(session, _reads, _writes, checksums, limits ?? Capabilities.Limits);
        _copies = new S3Copies(session, _reads, _writes, _uploads, limits ?? Capabilities.Limits);
    }

    private S3Store(AmazonS3Client client, S3Options options, TimeProvider? time)
        : this(Session(client, !options.Anonymous, options.RequesterPays, options.StallTimeout, time), client, limits: null)
    {
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Schemes { get; } = [LocationScheme.S3];

    /// <inheritdoc/>
    /// <remarks>AWS takes objects of 48.8 TiB (10,000 parts of 5 GiB; S3 User Guide, "Amazon S3 multipart upload limits"); of others the
    /// former 5 TiB are assumed.</remarks>
    public StoreCapabilities Capabilities { get; }

    /// <inheritdoc/>
    /// <remarks><c>HeadObject</c>, with checksums. Digests are those of the whole object: no checksum of checksums, and the ETag only
    /// where it is an MD5.</remarks>
    public Task<ObjectInfo?> StatAsync(Location location, CancellationToken cancellationToken = default) =>
        _reads.StatAsync(ObjectAt(location), cancellationToken);

    /// <inheritdoc/>
    /// <remarks><c>GetObject</c> with <c>Range</c> and <c>If-Match</c>.</remarks>
    public Task<ObjectBody> OpenAsync(Location location, ByteRange range, ObjectVersion? pin, CancellationToken cancellationToken = default) =>
        _reads.OpenAsync(ObjectAt(location), range, pin, cancellationToken);

    /// <inheritdoc/>
    /// <remarks><c>ListObjectsV2</c>. No digests: a list does not say whether an ETag is an MD5.</remarks>
    public IAsyncEnumerable<ObjectInfo> ListAsync(Location prefix, CancellationToken cancellationToken = default) =>
        _lists.ObjectsAsync(InS3(prefix), cancellationToken);

    /// <inheritdoc/>
    /// <remarks><c>PutObject</c>, with a checksum that the server verifies.</remarks>
    public Task<ObjectInfo> PutAsync(Location location, ObjectContent content, PutOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(options);
        return _writes.PutAsync(ObjectAt(location), content, options, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks><c>CopyObject</c>, above 5 GiB <c>UploadPartCopy</c>. Under a condition only at AWS.</remarks>
    public Task<ObjectInfo?> TryCopyAsync(ObjectInfo source, Location destination, PutOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        return _copies.TryCopyAsync(source, ObjectAt(destination), options, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks><c>DeleteObject</c>.</remarks>
    public Task DeleteAsync(Location location, CancellationToken cancellationToken = default) => _writes.DeleteAsync(ObjectAt(location), cancellationToken);

    /// <inheritdoc/>
    /// <remarks><c>CreateMultipartUpload</c>.</remarks>
    public Task<ObjectUpload> BeginUploadAsync(
        Location location, long size, long partSize, PutOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return _uploads.BeginAsync(ObjectAt(location), size, partSize, options, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks><c>UploadPart</c>, with a checksum that the server verifies.</remarks>
    public Task<UploadedPart> PutPartAsync(ObjectUpload upload, int part, ObjectContent content, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        ArgumentNullException.ThrowIfNull(content);
        return _uploads.PutPartAsync(upload, part, content, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks><c>ListParts</c>.</remarks>
    public IAsyncEnumerable<UploadedPart> ListPartsAsync(ObjectUpload upload, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        return _uploads.PartsAsync(upload, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks><c>CompleteMultipartUpload</c>. Where the upload is gone and the object has the ETag that its parts give, it was completed
    /// by an earlier call.</remarks>
    public Task<ObjectInfo> CompleteUploadAsync(ObjectUpload upload, IReadOnlyList<UploadedPart> parts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        ArgumentNullException.ThrowIfNull(parts);
        return _uploads.CompleteAsync(upload, parts, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks><c>AbortMultipartUpload</c>.</remarks>
    public Task AbortUploadAsync(ObjectUpload upload, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        return _uploads.AbortAsync(upload, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks><c>ListMultipartUploads</c>.</remarks>
    public IAsyncEnumerable<ObjectUpload> ListUploadsAsync(Location prefix, CancellationToken cancellationToken = default) =>
        _lists.UploadsAsync(InS3(prefix), cancellationToken);

    /// <summary>Closes the connections, unless the client is the caller's.</summary>
    public void Dispose() => _owned?.Dispose();

    private static S3Session Session(IAmazonS3 client, bool isSigned, bool requesterPays, TimeSpan stallTimeout, TimeProvider? time)
    {
        ArgumentNullException.ThrowIfNull(client);
        return new S3Session(client, isSigned, requesterPays, stallTimeout, time ?? TimeProvider.System);
    }

    private static StoreCapabilities CapabilitiesOf(S3Session session, S3Checksums checksums)
    {
        var conditions = session.IsAws ? ConditionSupport.Honoured : ConditionSupport.Unproven;
        return new StoreCapabilities
        {
            RangedRead = true,
            PinnedRead = true,
            DescribesOnRead = true,
            List = true,
            OrderedList = true,
            ConditionalCreate = conditions,
            ConditionalOverwrite = conditions,
            ConditionalComplete = conditions,
            Multipart = MultipartSupport.Parallel,
            ServerSideCopy = true,
            Metadata = true,
            StatedDigests = S3Checksums.Stated,
            CheckedDigests = checksums.Checked,
            Limits = new StoreLimits
            {
                MaxPutSize = 5 * GiB,
                MinPartSize = 5 * MiB,
                MaxPartSize = 5 * GiB,
                MaxParts = 10_000,
                MaxObjectSize = session.IsAws ? 10_000 * 5 * GiB : 5 * TiB,
            },
        };
    }

    private static Location InS3(Location location)
    {
        ArgumentNullException.ThrowIfNull(location);
        return location.Scheme == LocationScheme.S3
            ? location
            : throw new ArgumentException($"{location} is not in S3: its scheme is \"{location.Scheme}\".", nameof(location));
    }

    private static Location ObjectAt(Location location) => InS3(location).Path switch
    {
        "" => throw new ArgumentException($"{location} names a bucket, not an object in it.", nameof(location)),

        // AWS's library takes it off, and would read or write another object.
        ['/', ..] => throw new ArgumentException($"{location}: a slash at the beginning of a key would get lost on the way.", nameof(location)),
        _ => location,
    };
}
