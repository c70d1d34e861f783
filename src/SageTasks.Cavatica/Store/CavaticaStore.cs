using SageTasks.Http;
using SageTasks.Storage;

namespace SageTasks.Cavatica;

/// <summary>
/// Files of the platform as a store, so that <see cref="TransferEngine"/> copies from and to <c>sbg://</c> locations. It reads
/// <c>sbg://owner/project/folder/name</c> and, by its id, <c>sbg://fileId</c>; it writes to names below a project, and makes the folders between.
/// A version is known by the file's id, time and size, since the platform states no digest. Thread-safe.
/// </summary>
/// <remarks>Metadata is set with <see cref="CavaticaMetadata"/>. An upload costs two requests for each part and two more: with large parts
/// (<see cref="TransferOptions.PartSize"/>) large files stay within the platform's 1,000 requests in 5 minutes.</remarks>
public sealed partial class CavaticaStore : IMultipartStore
{
    private const long Mebibyte = 1024 * 1024;
    private const long Gibibyte = 1024 * Mebibyte;

    private readonly CavaticaClient _client;
    private readonly FolderIds _folders;
    private readonly FileLookUp _files;
    private readonly PartUpload _parts;
    private readonly UploadCompletion _completion;

    /// <summary>Makes the store; nothing is sent.</summary>
    /// <param name="client">The client to ask with.</param>
    /// <param name="transfer">How often a part may be refused, and how long a connection may stall; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is wrong; the message says how.</exception>
    public CavaticaStore(CavaticaClient client, TransferOptions? transfer = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
        _folders = new FolderIds(client);
        _files = new FileLookUp(client, _folders);
        var options = (transfer ?? new TransferOptions()).Checked();
        _parts = new PartUpload(client, options);
        _completion = new UploadCompletion(client, _files, options);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Schemes { get; } = [LocationScheme.Sbg];

    /// <inheritdoc/>
    public StoreCapabilities Capabilities { get; } = new()
    {
        RangedRead = true,
        PinnedRead = true,
        List = true,
        ConditionalCreate = ConditionSupport.Honoured,
        ConditionalComplete = ConditionSupport.Honoured,
        Multipart = MultipartSupport.Parallel,
        Limits = new StoreLimits
        {
            MaxPutSize = 5 * Gibibyte,
            MinPartSize = 5 * Mebibyte,
            MaxPartSize = 5 * Gibibyte,
            MaxParts = 10_000,
            MaxObjectSize = 5 * 1024 * Gibibyte,
        },
    };

    /// <inheritdoc/>
    public async Task<ObjectInfo?> StatAsync(Location location, CancellationToken cancellationToken = default) =>
        await _files.FindAsync(location, cancellationToken).ConfigureAwait(false) is { } file ? FileLookUp.Info(location, file) : null;

    /// <inheritdoc/>
    /// <remarks>The bytes come from a signed address (<c>GET /files/{id}/download_info</c>), which is asked for once for each file and again when it has
    /// expired.</remarks>
    /// <exception cref="FileNotFoundException">There is no file.</exception>
    public Task<ObjectBody> OpenAsync(Location location, ByteRange range, ObjectVersion? pin, CancellationToken cancellationToken = default) =>
        _files.OpenAsync(location, range, pin, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<ObjectInfo> ListAsync(Location prefix, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        return new SbgListing(_client, _folders).RunAsync(prefix, cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The location is an id or a project, or the platform refuses a name of it.</exception>
    public void CheckDestination(Location location) => SbgPlace.Destination(location);

    /// <inheritdoc/>
    /// <remarks>An upload of as few parts as the platform answers.</remarks>
    /// <exception cref="NotSupportedException">The platform can't replace one version only.</exception>
    public async Task<ObjectInfo> PutAsync(Location location, ObjectContent content, PutOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(content.Length, Capabilities.Limits.MaxPutSize, nameof(content));
        var upload = await BeginUploadAsync(location, content.Length, Math.Max(content.Length, Capabilities.Limits.MinPartSize), options, cancellationToken).ConfigureAwait(false);
        try
        {
            var parts = new List<UploadedPart>();
            for (var number = 1; number <= upload.PartCount; number++)
            {
                parts.Add(await PutPartAsync(upload, number, Slice(content, upload.OffsetOf(number), upload.LengthOf(number)), cancellationToken).ConfigureAwait(false));
            }

            return await CompleteUploadAsync(upload, parts, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await AbortUploadAsync(upload, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    /// <remarks>What is a folder is left alone.</remarks>
    public async Task DeleteAsync(Location location, CancellationToken cancellationToken = default)
    {
        if (await _files.FindAsync(location, cancellationToken).ConfigureAwait(false) is not { } file)
        {
            return;
        }

        try
        {
            await _client.DeleteFileAsync(file.Id, cancellationToken).ConfigureAwait(false);
        }
        catch (NotFoundException)
        {
            // Somebody else was faster.
        }

        _files.Forget(location, FileLookUp.Version(file));
    }

    private static ObjectContent Slice(ObjectContent content, long offset, long length)
    {
        if (offset == 0 && length == content.Length)
        {
            return content;
        }

        return content.Bytes is { } bytes
            ? ObjectContent.Of(bytes.Slice((int)offset, (int)length))
            : throw new TransferException($"The platform takes this file in smaller parts than its {content.Length} bytes: send it in parts.");
    }
}
