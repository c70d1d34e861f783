using SageTasks.Storage;

namespace SageTasks.Synapse;

/// <summary>
/// Files in Synapse as a store, so that <see cref="TransferEngine"/> copies from and to <c>syn://</c> locations. It reads
/// <c>syn://syn123</c>, <c>syn://syn123.4</c> and what has a name or a path of names below a project or folder
/// (<c>syn://syn123/name</c>, <c>syn://syn123/folder/name</c>); it writes to such names. The tag of a version is the id of its file handle,
/// whose bytes never change: a version that was replaced can still be read. Thread-safe.
/// </summary>
/// <remarks>Metadata is not kept; annotations are set with <see cref="SynapseAnnotations"/>. Objects that lie in S3 or Google Cloud already are shown as files,
/// without moving them, by <see cref="SynapseFiles.IndexAsync"/>.</remarks>
public sealed partial class SynapseStore : IMultipartStore
{
    private const long Mebibyte = 1024 * 1024;
    private const long Gibibyte = 1024 * Mebibyte;
    private const int RememberedUploads = 256;

    private readonly SynapseClient _client;
    private readonly TransferOptions _transfer;
    private readonly PlaceFinder _places;
    private readonly FileReading _reading;
    private readonly RecentlyUsed<string, UploadSession> _uploads = new(RememberedUploads);

    /// <summary>Makes the store; nothing is sent.</summary>
    /// <param name="client">The client to ask with.</param>
    /// <param name="transfer">How often a part may be refused, and how long a connection may stall; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is wrong; the message says how.</exception>
    public SynapseStore(SynapseClient client, TransferOptions? transfer = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
        _transfer = (transfer ?? new TransferOptions()).Checked();
        _places = new PlaceFinder(client);
        _reading = new FileReading(client, _places);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Schemes { get; } = [LocationScheme.Syn];

    /// <inheritdoc/>
    public StoreCapabilities Capabilities { get; } = new()
    {
        RangedRead = true,
        PinnedRead = true,
        List = true,
        ConditionalCreate = ConditionSupport.Honoured,
        ConditionalOverwrite = ConditionSupport.Honoured,
        ConditionalComplete = ConditionSupport.Honoured,
        Multipart = MultipartSupport.Parallel,
        StatedDigests = [DigestAlgorithm.Md5],
        RequiredDigests = [DigestAlgorithm.Md5],
        Limits = new StoreLimits
        {
            MinObjectSize = 1,
            MaxPutSize = 5 * Gibibyte,
            MinPartSize = 5 * Mebibyte,
            MaxPartSize = 5 * Gibibyte,
            MaxParts = 10_000,
            MaxObjectSize = 5 * 1024 * Gibibyte,
        },
    };

    /// <inheritdoc/>
    /// <remarks>Size, MD5 and media type come from the file handle; of a file behind a web address, from there. A folder is no object.</remarks>
    /// <exception cref="ArgumentException">The location is the id of something else than a file, or Synapse refuses the name.</exception>
    /// <exception cref="NotSupportedException">Synapse gives no address for the bytes.</exception>
    public Task<ObjectInfo?> StatAsync(Location location, CancellationToken cancellationToken = default) =>
        _reading.StatAsync(location, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>The bytes come from a signed address, which is asked for once for each file and again when it has expired.</remarks>
    /// <exception cref="ArgumentException">The location is the id of something else than a file, or Synapse refuses the name.</exception>
    /// <exception cref="FileNotFoundException">There is no file.</exception>
    /// <exception cref="NotSupportedException">Synapse gives no address for the bytes.</exception>
    public Task<ObjectBody> OpenAsync(Location location, ByteRange range, ObjectVersion? pin, CancellationToken cancellationToken = default) =>
        _reading.OpenAsync(location, range, pin, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>All files below the project or folder, with their paths of names; sizes and digests are left to <see cref="StatAsync"/>, since
    /// Synapse's lists don't hold them.</remarks>
    public IAsyncEnumerable<ObjectInfo> ListAsync(Location prefix, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        return new FolderListing(_client, _places).RunAsync(prefix, cancellationToken);
    }
}
