using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using SageTasks.Http;

namespace SageTasks.Storage.Gcs;

/// <summary>
/// Google Cloud Storage as a store, by its JSON API. A version is a generation; uploads in parts are resumable sessions, whose address is
/// <see cref="ObjectUpload.Id"/> and grants access: store it like a secret. Thread-safe.
/// </summary>
public sealed class GcsStore : IMultipartStore
{
    private const long LargestObject = 5L * 1024 * 1024 * 1024 * 1024;

    private readonly GcsApi _api;
    private readonly GcsReads _reads;
    private readonly GcsWrites _writes;
    private readonly GcsCopies _copies;
    private readonly GcsUploads _uploads;

    /// <summary>Makes the store; nothing is sent, and no credential is looked for yet.</summary>
    /// <param name="options">Where it is and who is asking; null takes everything from the environment.</param>
    /// <param name="loggers">Where to log; null for nowhere.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="ArgumentException">The options contradict themselves; the message says how.</exception>
    public GcsStore(GcsOptions? options = null, ILoggerFactory? loggers = null, TimeProvider? time = null)
    {
        var settings = GcsSettings.Resolve(options ?? new GcsOptions());
        var transport = new ApiTransport(GcsPlatform.Platform, settings.Endpoint, settings.Credential, settings.Http, loggers, time);
        _api = new GcsApi(transport, settings.UserProject, settings.Http, time ?? TimeProvider.System);
        _reads = new GcsReads(_api);
        _writes = new GcsWrites(_api);
        _copies = new GcsCopies(_api);
        _uploads = new GcsUploads(_api);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Schemes { get; } = [LocationScheme.Gs];

    /// <inheritdoc/>
    public StoreCapabilities Capabilities { get; } = new()
    {
        RangedRead = true,
        PinnedRead = true,
        List = true,
        OrderedList = true,
        ConditionalCreate = ConditionSupport.Honoured,
        ConditionalOverwrite = ConditionSupport.Honoured,
        ConditionalComplete = ConditionSupport.Honoured,
        Multipart = MultipartSupport.Sequential,
        ServerSideCopy = true,
        Metadata = true,
        StatedDigests = [DigestAlgorithm.Crc32C, DigestAlgorithm.Md5],
        CheckedDigests = [DigestAlgorithm.Crc32C, DigestAlgorithm.Md5],
        Limits = new StoreLimits
        {
            MaxPutSize = LargestObject,
            PartSizeMultiple = GcsUploads.Quantum,
            MaxObjectSize = LargestObject,
        },
    };

    /// <inheritdoc/>
    /// <remarks><c>GET /storage/v1/b/{bucket}/o/{object}</c>. A composed object states no MD5.</remarks>
    /// <exception cref="ArgumentException">The location names no object of Cloud Storage.</exception>
    public async Task<ObjectInfo?> StatAsync(Location location, CancellationToken cancellationToken = default)
    {
        ObjectNames.Check(location);
        return (await _api.FindAsync(location, cancellationToken).ConfigureAwait(false))?.ToInfo(location);
    }

    /// <inheritdoc/>
    /// <remarks><c>GET /storage/v1/b/{bucket}/o/{object}?alt=media</c>, with <c>ifGenerationMatch</c> where a version is pinned. An object
    /// that is stored packed (<c>Content-Encoding: gzip</c>) is read as it is stored.</remarks>
    /// <exception cref="ArgumentException">The location names no object of Cloud Storage, or the version is not one of its generations.</exception>
    public Task<ObjectBody> OpenAsync(Location location, ByteRange range, ObjectVersion? pin, CancellationToken cancellationToken = default) =>
        _reads.OpenAsync(location, range, pin, cancellationToken);

    /// <inheritdoc/>
    /// <remarks><c>GET /storage/v1/b/{bucket}/o</c>.</remarks>
    public async IAsyncEnumerable<ObjectInfo> ListAsync(Location prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        var paging = new PagingOptions { EmptyPage = EmptyPageRule.Continue };
        var pages = TokenPages.ReadAsync((token, stop) => _api.ListAsync(prefix, token, stop), paging, cancellationToken);
        await foreach (var found in pages.ConfigureAwait(false))
        {
            yield return found.ToInfo(prefix.WithKey(found.Name!), withMetadata: false);
        }
    }

    /// <inheritdoc/>
    /// <remarks><c>POST /upload/storage/v1/b/{bucket}/o?uploadType=multipart</c>. The CRC32C of bytes in memory goes with them. After a lost
    /// reply to a conditional write, an object with the same bytes counts as written by this call.</remarks>
    /// <exception cref="ArgumentException">The location names no object of Cloud Storage, or the options contradict themselves.</exception>
    public Task<ObjectInfo> PutAsync(Location location, ObjectContent content, PutOptions options, CancellationToken cancellationToken = default) =>
        _writes.PutAsync(location, content, options, cancellationToken);

    /// <inheritdoc/>
    /// <remarks><c>POST …/rewriteTo/…</c>, as often as it takes. Options that say nothing about type and metadata keep the source's.</remarks>
    /// <exception cref="ArgumentException">The destination names no object of Cloud Storage, or the options contradict themselves.</exception>
    public Task<ObjectInfo?> TryCopyAsync(ObjectInfo source, Location destination, PutOptions options, CancellationToken cancellationToken = default) =>
        _copies.TryCopyAsync(source, destination, options, cancellationToken);

    /// <inheritdoc/>
    /// <remarks><c>DELETE /storage/v1/b/{bucket}/o/{object}</c>.</remarks>
    /// <exception cref="ArgumentException">The location names no object of Cloud Storage.</exception>
    public async Task DeleteAsync(Location location, CancellationToken cancellationToken = default)
    {
        ObjectNames.Check(location);
        await _api.DeleteAsync(location, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <remarks><c>POST /upload/storage/v1/b/{bucket}/o?uploadType=resumable</c>. Digests in the options are checked on completion.</remarks>
    /// <exception cref="ArgumentException">The part size is not a multiple of 256 KiB, or the options contradict themselves.</exception>
    public Task<ObjectUpload> BeginUploadAsync(
        Location location, long size, long partSize, PutOptions options, CancellationToken cancellationToken = default) =>
        _uploads.BeginAsync(location, size, partSize, options, cancellationToken);

    /// <inheritdoc/>
    /// <remarks><c>PUT</c> to the session, in order. Bytes that are kept already are not sent again, not even as a part that is put anew. The
    /// last bytes of an object, less than 256 KiB, stay in this store until the completion, because the object appears with them: after a crash
    /// the last part has to be put again.</remarks>
    /// <exception cref="UploadIncompleteException">An earlier part is missing.</exception>
    /// <exception cref="ArgumentException">The content has another length than the part.</exception>
    public Task<UploadedPart> PutPartAsync(ObjectUpload upload, int part, ObjectContent content, CancellationToken cancellationToken = default) =>
        _uploads.PutPartAsync(upload, part, content, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>An empty <c>PUT</c> to the session; the last part is listed only where it ends on a multiple of 256 KiB.</remarks>
    public IAsyncEnumerable<UploadedPart> ListPartsAsync(ObjectUpload upload, CancellationToken cancellationToken = default) =>
        _uploads.ListPartsAsync(upload, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>A <c>PUT</c> of the last bytes to the session.</remarks>
    /// <exception cref="DigestMismatchException">The bytes are not those that the options announced.</exception>
    /// <exception cref="ArgumentException">The parts are not all there.</exception>
    public Task<ObjectInfo> CompleteUploadAsync(ObjectUpload upload, IReadOnlyList<UploadedPart> parts, CancellationToken cancellationToken = default) =>
        _uploads.CompleteAsync(upload, parts, cancellationToken);

    /// <inheritdoc/>
    /// <remarks><c>DELETE</c> of the session.</remarks>
    public Task AbortUploadAsync(ObjectUpload upload, CancellationToken cancellationToken = default) => _uploads.AbortAsync(upload, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>Always empty: Cloud Storage cannot list sessions. It forgets them, and their bytes, after a week.</remarks>
    public IAsyncEnumerable<ObjectUpload> ListUploadsAsync(Location prefix, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        return AsyncEnumerable.Empty<ObjectUpload>();
    }

    /// <summary>The endpoint; no secret.</summary>
    public override string ToString() => _api.ToString();
}
