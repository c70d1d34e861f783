using SageTasks.Http;
using SageTasks.Storage;

namespace SageTasks.Synapse;

public sealed partial class SynapseStore
{
    private const int Rounds = 7;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The location is an id without a name below it, or Synapse refuses a name of it.</exception>
    public void CheckDestination(Location location) => SynapsePlace.Destination(location);

    /// <inheritdoc/>
    /// <remarks>Equal bytes (by MD5) change nothing and are not sent; other bytes make a new version of the file. Folders of the path that are
    /// not there are made. The file handle of a lost call is found again, so that no byte is sent twice.</remarks>
    /// <exception cref="ArgumentException">The location is no destination, a name is refused, the content is empty, or something else than a
    /// file has the name.</exception>
    /// <exception cref="NotSupportedException">Files in that container go where Synapse takes no uploads.</exception>
    public async Task<ObjectInfo> PutAsync(Location location, ObjectContent content, PutOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        var place = Check(location, content.Length, options);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(content.Length, Capabilities.Limits.MaxPutSize, nameof(content));
        var md5 = await Md5Async(location, content, options, cancellationToken).ConfigureAwait(false);
        var parent = await _places.EnsureFolderAsync(place, cancellationToken).ConfigureAwait(false);
        var write = new FileWrite(_client, location, place.Name, parent, content.Length, md5, options);
        return await write.RunAsync(null, token => SendAsync(write, content, token), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <remarks>The file goes to the trash can with all of its versions. What is no file is left alone.</remarks>
    /// <exception cref="ArgumentException">The location is an id without a name below it.</exception>
    public async Task DeleteAsync(Location location, CancellationToken cancellationToken = default)
    {
        CheckDestination(location);
        if (await _reading.FindAsync(location, cancellationToken).ConfigureAwait(false) is not { } file)
        {
            return;
        }

        try
        {
            await _client.DeleteEntityAsync(file.Id.WithoutVersion(), cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (NotFoundException)
        {
            // Somebody else was faster.
        }
    }

    private static SynapsePlace Check(Location location, long size, PutOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var place = SynapsePlace.Destination(location);
        return size > 0
            ? place
            : throw new ArgumentException($"{location}: Synapse takes no files of 0 bytes. Leave it out, or write something into it.", nameof(size));
    }

    private static async Task<Digest> Md5Async(Location location, ObjectContent content, PutOptions options, CancellationToken cancellationToken)
    {
        var announced = Md5(options.Digests);
        var md5 = content.Bytes is { } bytes ? Digest.Of(bytes.Span, DigestAlgorithm.Md5) : announced ?? Md5(content.Digests);
        if (md5 is null)
        {
            using var computer = new DigestComputer([DigestAlgorithm.Md5]);
            var stream = await content.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                var block = new byte[64 * 1024];
                for (int count; (count = await stream.ReadAsync(block, cancellationToken).ConfigureAwait(false)) > 0;)
                {
                    computer.Append(block.AsSpan(0, count));
                }
            }

            md5 = computer.Finish()[0];
        }

        return announced is null || announced == md5 ? md5 : throw new DigestMismatchException(location.ToString(), announced, md5);
    }

    private static Digest? Md5(IReadOnlyList<Digest> digests) => digests.FirstOrDefault(digest => digest.Algorithm == DigestAlgorithm.Md5);

    /// <summary>Sends content as an upload of one part and answers its file handle.</summary>
    private async Task<string> SendAsync(FileWrite write, ObjectContent content, CancellationToken cancellationToken)
    {
        var wholeMebibytes = (content.Length + Mebibyte - 1) / Mebibyte * Mebibyte;
        var partSize = Math.Max(MultipartUpload.PartSize(content.Length), wholeMebibytes);
        var storage = await UploadPlace.FindAsync(_client, write.ParentId, null, cancellationToken).ConfigureAwait(false);
        for (var round = 1; ; round++)
        {
            var (session, _) = await StartAsync(write.Request(partSize, storage), cancellationToken).ConfigureAwait(false);
            try
            {
                await session.SendAsync(1, content, cancellationToken).ConfigureAwait(false);
                return await session.CompleteAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (UploadGoneException) when (round < Rounds)
            {
                await Contention.PauseAsync(_client.Time, round, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
