using Azure.Storage.Blobs;

namespace SageTasks.Storage.Azure;

/// <summary>
/// Azure Blob Storage: block blobs of one account, as <c>az://container/blob</c>. A write under a condition leaves the metadata
/// <c>sagetasks_writer</c> on the blob, which is not shown: by it a call whose reply was lost knows its own work. What another server than
/// Azure answers to a condition, <see cref="StoreProbe"/> finds out.
/// </summary>
public sealed class AzureBlobStore : IMultipartStore
{
    private const long MiB = 1024 * 1024;
    private const int MaxBlocks = 50_000;

    private readonly AzureReads _reads;
    private readonly AzureLists _lists;
    private readonly AzureWrites _writes;
    private readonly AzureUploads _uploads;
    private readonly AzureCopies _copies;

    /// <summary>Makes the store; nothing is sent.</summary>
    /// <param name="options">Which account, and who is asking; null for what the environment says.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The options are wrong, or no account is named anywhere.</exception>
    public AzureBlobStore(AzureBlobOptions? options = null, TimeProvider? time = null)
        : this(AzureClientFactory.Make(options ?? new AzureBlobOptions(), time ?? TimeProvider.System))
    {
    }

    /// <summary>Makes the store on a client that the caller has set up.</summary>
    /// <param name="client">The client. Its retries hold, and its <c>NetworkTimeout</c>, which large parts on a slow line exceed. Copies inside the
    /// account need a client with the account's key, or with a signature in its address.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public AzureBlobStore(BlobServiceClient client, TimeProvider? time = null)
        : this(Session(client, time ?? TimeProvider.System))
    {
    }

    internal AzureBlobStore(AzureSession session)
    {
        Capabilities = CapabilitiesOf(session);
        var blocks = new AzureBlocks(session);
        _reads = new AzureReads(session);
        _lists = new AzureLists(session, blocks);
        _writes = new AzureWrites(session, _reads, Capabilities.Limits);
        _uploads = new AzureUploads(session, _reads, _writes, blocks, Capabilities.Limits);
        _copies = new AzureCopies(session, _reads, _writes, _uploads, Capabilities.Limits);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Schemes { get; } = [LocationScheme.Az];

    /// <inheritdoc/>
    /// <remarks>Conditions are <see cref="ConditionSupport.Honoured"/> at Azure's own addresses. A blob has at most 50,000 blocks of
    /// 4,000 MiB (REST API, "Put Block").</remarks>
    public StoreCapabilities Capabilities { get; }

    /// <inheritdoc/>
    /// <remarks><c>Get Blob Properties</c>. The MD5 is the one that the blob's writer announced: Azure checks it of a blob that is written
    /// whole, not of one that is put together from blocks.</remarks>
    public Task<ObjectInfo?> StatAsync(Location location, CancellationToken cancellationToken = default) =>
        _reads.StatAsync(BlobAt(location), cancellationToken);

    /// <inheritdoc/>
    /// <remarks><c>Get Blob</c> with <c>x-ms-range</c> and <c>If-Match</c>.</remarks>
    public Task<ObjectBody> OpenAsync(Location location, ByteRange range, ObjectVersion? pin, CancellationToken cancellationToken = default) =>
        _reads.OpenAsync(BlobAt(location), range, pin, cancellationToken);

    /// <inheritdoc/>
    /// <remarks><c>List Blobs</c>. The folders of an account with a hierarchical namespace are left out.</remarks>
    public IAsyncEnumerable<ObjectInfo> ListAsync(Location prefix, CancellationToken cancellationToken = default) =>
        _lists.ObjectsAsync(InAzure(prefix), cancellationToken);

    /// <inheritdoc/>
    /// <remarks><c>Put Blob</c>, with an MD5 that the server verifies and states from then on.</remarks>
    public Task<ObjectInfo> PutAsync(Location location, ObjectContent content, PutOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(options);
        return _writes.PutAsync(BlobAt(location), content, options, writer: null, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks><c>Copy Blob From URL</c>, above 256 MiB <c>Put Block From URL</c>.</remarks>
    public Task<ObjectInfo?> TryCopyAsync(ObjectInfo source, Location destination, PutOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        return _copies.TryCopyAsync(source, BlobAt(destination), options, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks><c>Delete Blob</c>. One that has snapshots is not deleted.</remarks>
    public Task DeleteAsync(Location location, CancellationToken cancellationToken = default) => _writes.DeleteAsync(BlobAt(location), cancellationToken);

    /// <inheritdoc/>
    /// <remarks>Sends nothing: Azure has blocks, not uploads.</remarks>
    public Task<ObjectUpload> BeginUploadAsync(
        Location location, long size, long partSize, PutOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return _uploads.BeginAsync(BlobAt(location), size, partSize, options, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks><c>Put Block</c>, with an MD5 that the server verifies. That the upload is gone is noticed on completion only.</remarks>
    public Task<UploadedPart> PutPartAsync(ObjectUpload upload, int part, ObjectContent content, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        ArgumentNullException.ThrowIfNull(content);
        return _uploads.PutPartAsync(upload, part, content, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks><c>Get Block List</c>. An upload whose blocks Azure has dropped has no parts.</remarks>
    public IAsyncEnumerable<UploadedPart> ListPartsAsync(ObjectUpload upload, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        return _uploads.PartsAsync(upload, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks><c>Put Block List</c>. A blob that is made of the upload's blocks already was completed by an earlier call. Writing the blob
    /// drops the blocks of all other uploads to it.</remarks>
    public Task<ObjectInfo> CompleteUploadAsync(ObjectUpload upload, IReadOnlyList<UploadedPart> parts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        ArgumentNullException.ThrowIfNull(parts);
        return _uploads.CompleteAsync(upload, parts, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>Azure cannot drop the blocks of one upload: each is replaced by one byte (<c>Put Block</c>), which Azure forgets a week later. A
    /// blob that is there stays as it is, and so do the blocks of other uploads.</remarks>
    public Task AbortUploadAsync(ObjectUpload upload, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        return _uploads.AbortAsync(upload, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks><c>List Blobs</c> with what is not committed, and <c>Get Block List</c> for every blob without bytes. Uploads that would replace a
    /// blob with bytes are not found: Azure does not list them. The beginning is by the clock of the machine that began it.</remarks>
    public IAsyncEnumerable<ObjectUpload> ListUploadsAsync(Location prefix, CancellationToken cancellationToken = default) =>
        _lists.UploadsAsync(InAzure(prefix), cancellationToken);

    private static AzureSession Session(BlobServiceClient client, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(client);
        return new AzureSession(client, new CopySources(null, null, time), new AzureBlobOptions().StallTimeout, time);
    }

    private static StoreCapabilities CapabilitiesOf(AzureSession session)
    {
        var conditions = session.IsAzure ? ConditionSupport.Honoured : ConditionSupport.Unproven;
        return new StoreCapabilities
        {
            RangedRead = true,
            PinnedRead = true,
            DescribesOnRead = true,
            List = true,
            ConditionalCreate = conditions,
            ConditionalOverwrite = conditions,
            ConditionalComplete = conditions,
            Multipart = MultipartSupport.Parallel,
            ServerSideCopy = true,
            Metadata = true,
            StatedDigests = [DigestAlgorithm.Md5],
            CheckedDigests = [DigestAlgorithm.Md5],
            Limits = new StoreLimits
            {
                MaxPutSize = 5000 * MiB,
                MaxPartSize = 4000 * MiB,
                MaxParts = MaxBlocks,
                MaxObjectSize = MaxBlocks * 4000 * MiB,
            },
        };
    }

    private static Location InAzure(Location location)
    {
        ArgumentNullException.ThrowIfNull(location);
        return location.Scheme == LocationScheme.Az
            ? location
            : throw new ArgumentException($"{location} is not in Azure: its scheme is \"{location.Scheme}\".", nameof(location));
    }

    private static Location BlobAt(Location location) => BlobNames.Problem(InAzure(location).Path) is { } problem
        ? throw new ArgumentException($"{location} can't be a blob: {problem}.", nameof(location))
        : location;
}
