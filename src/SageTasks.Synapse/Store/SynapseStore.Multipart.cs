using System.Runtime.CompilerServices;
using SageTasks.Storage;

namespace SageTasks.Synapse;

public sealed partial class SynapseStore
{
    /// <inheritdoc/>
    /// <remarks><c>POST /file/multipart</c>. Synapse knows an upload by the file's MD5, size, name and type and the size of a part: one that was
    /// begun before goes on where it was, and its parts are not sent again. Folders of the path that are not there are made.</remarks>
    /// <exception cref="ArgumentException">The location is no destination, a name is refused, the object is empty, or its MD5 is not among the
    /// digests of the options.</exception>
    /// <exception cref="NotSupportedException">Files in that container go where Synapse takes no uploads.</exception>
    public async Task<ObjectUpload> BeginUploadAsync(
        Location location, long size, long partSize, PutOptions options, CancellationToken cancellationToken = default)
    {
        var place = Check(location, size, options);
        var md5 = Md5(options.Digests) ?? throw new ArgumentException($"{location}: Synapse has to know the MD5 of the whole beforehand.", nameof(options));
        var parent = await _places.EnsureFolderAsync(place, cancellationToken).ConfigureAwait(false);
        var storage = await UploadPlace.FindAsync(_client, parent, null, cancellationToken).ConfigureAwait(false);
        var write = new FileWrite(_client, location, place.Name, parent, size, md5, options);
        var (session, status) = await StartAsync(write.Request(partSize, storage), cancellationToken).ConfigureAwait(false);
        return new ObjectUpload
        {
            Location = location,
            Id = new UploadKey(session.UploadId, storage).ToString(),
            Size = size,
            PartSize = partSize,
            Options = options,
            StartedAt = status.StartedOn,
        };
    }

    /// <inheritdoc/>
    /// <remarks>The part goes to a signed address and is then added, with its MD5. A part that Synapse has already is not sent again.</remarks>
    /// <exception cref="ArgumentException">The content has another length than the part.</exception>
    /// <exception cref="TransferException">Synapse refused the part too often.</exception>
    public async Task<UploadedPart> PutPartAsync(ObjectUpload upload, int part, ObjectContent content, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        ArgumentNullException.ThrowIfNull(content);
        ArgumentOutOfRangeException.ThrowIfLessThan(part, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(part, upload.PartCount);
        ArgumentOutOfRangeException.ThrowIfNotEqual(content.Length, upload.LengthOf(part), nameof(content));
        var session = await GoOnAsync(upload, cancellationToken).ConfigureAwait(false);
        await session.SendAsync(part, content, cancellationToken).ConfigureAwait(false);
        return Part(upload, part);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<UploadedPart> ListPartsAsync(ObjectUpload upload, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        var session = await AskAsync(upload, cancellationToken).ConfigureAwait(false);
        foreach (var part in session.Parts)
        {
            yield return Part(upload, part);
        }
    }

    /// <inheritdoc/>
    /// <remarks>Makes the file handle, then the file or its new version. Equal bytes (by MD5) at the destination change nothing. Calling it again
    /// after a lost answer gives the same.</remarks>
    /// <exception cref="ArgumentException">Something else than a file has the name.</exception>
    public async Task<ObjectInfo> CompleteUploadAsync(ObjectUpload upload, IReadOnlyList<UploadedPart> parts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        var place = SynapsePlace.Destination(upload.Location);
        var session = await GoOnAsync(upload, cancellationToken).ConfigureAwait(false);
        var parent = await _places.EnsureFolderAsync(place, cancellationToken).ConfigureAwait(false);
        var handle = await session.CompleteAsync(cancellationToken).ConfigureAwait(false);
        var written = await Write(upload, place.Name, parent).RunAsync(handle, _ => Task.FromResult(handle), cancellationToken).ConfigureAwait(false);

        // Synapse compares the MD5 of each part, and keeps that of the whole as it was told.
        return upload.PartCount == 1 ? written : written with { Digests = [] };
    }

    /// <inheritdoc/>
    /// <remarks>Synapse has no call that ends an upload: the same request is started anew (<c>forceRestart</c>), which forgets the parts and leaves
    /// an empty upload that costs nothing. One that is complete is left alone: its bytes serve the next copy.</remarks>
    public async Task AbortUploadAsync(ObjectUpload upload, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        var (key, request) = Known(upload);
        _uploads.Remove(key.UploadId);
        var status = await _client.StartMultipartUploadAsync(request, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (status.UploadId == key.UploadId && status.Handle is null)
        {
            await _client.StartMultipartUploadAsync(request, forceRestart: true, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    /// <remarks>Always empty: Synapse lists no uploads. It finds one again by the same request, and discards what is left by itself.</remarks>
    public async IAsyncEnumerable<ObjectUpload> ListUploadsAsync(Location prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        yield break;
    }

    private static UploadedPart Part(ObjectUpload upload, int part) => new() { Number = part, Size = upload.LengthOf(part) };

    private FileWrite Write(ObjectUpload upload, string name, SynapseId parent)
    {
        var md5 = Md5(upload.Options.Digests) ?? throw new ArgumentException($"The {upload} names no MD5: it was not begun by this store.", nameof(upload));
        return new FileWrite(_client, upload.Location, name, parent, upload.Size, md5, upload.Options);
    }

    private (UploadKey Key, MultipartUploadRequest Request) Known(ObjectUpload upload)
    {
        var key = UploadKey.Parse(upload.Id);
        return (key, Write(upload, upload.Location.Name, default).Request(upload.PartSize, key.StorageLocationId));
    }

    private async Task<(UploadSession Session, MultipartUploadStatus Status)> StartAsync(MultipartUploadRequest request, CancellationToken cancellationToken)
    {
        var status = await _client.StartMultipartUploadAsync(request, cancellationToken: cancellationToken).ConfigureAwait(false);
        var session = _uploads.GetOrAdd(status.UploadId, () => new UploadSession(_client, _transfer, request, status.UploadId));
        session.Learn(status);
        return (session, status);
    }

    private async Task<UploadSession> GoOnAsync(ObjectUpload upload, CancellationToken cancellationToken) =>
        _uploads.TryGet(UploadKey.Parse(upload.Id).UploadId, out var known) ? known : await AskAsync(upload, cancellationToken).ConfigureAwait(false);

    /// <exception cref="UploadGoneException">The same request means another upload by now.</exception>
    private async Task<UploadSession> AskAsync(ObjectUpload upload, CancellationToken cancellationToken)
    {
        var (key, request) = Known(upload);
        var (session, _) = await StartAsync(request, cancellationToken).ConfigureAwait(false);
        return session.UploadId == key.UploadId ? session : throw new UploadGoneException(upload.Location.ToString());
    }
}
