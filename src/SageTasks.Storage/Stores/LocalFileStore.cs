using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using SageTasks.Files;

namespace SageTasks.Storage;

/// <summary>
/// Local files as a store. A file appears by a rename, or by a hard link where nothing may be replaced, after its bytes have reached the
/// disk. Media types and metadata are not kept.
/// </summary>
public sealed class LocalFileStore : IObjectStore
{
    private const int BlockSize = 1024 * 1024;

    /// <inheritdoc/>
    public IReadOnlyList<string> Schemes { get; } = [LocationScheme.File];

    /// <inheritdoc/>
    public StoreCapabilities Capabilities { get; } = new()
    {
        RangedRead = true,
        PinnedRead = true,
        List = true,
        OrderedList = true,
        ConditionalCreate = ConditionSupport.Honoured,
        CheckedDigests = [DigestAlgorithm.Md5, DigestAlgorithm.Sha256, DigestAlgorithm.Crc32C, DigestAlgorithm.Crc64Nvme],
    };

    /// <inheritdoc/>
    /// <exception cref="TransferException">The location is a folder.</exception>
    public Task<ObjectInfo?> StatAsync(Location location, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(location);
        cancellationToken.ThrowIfCancellationRequested();
        var file = new FileInfo(location.LocalPath);
        return Task.FromResult(file.Exists ? Describe(location, file) : null);
    }

    /// <inheritdoc/>
    /// <exception cref="FileNotFoundException">There is no file.</exception>
    public Task<ObjectBody> OpenAsync(Location location, ByteRange range, ObjectVersion? pin, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(location);
        return new FileRangedSource(location.LocalPath).OpenAsync(range, pin, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>Files that SageTasks is still writing are left out, and links to folders are not followed.</remarks>
    public async IAsyncEnumerable<ObjectInfo> ListAsync(Location prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var file in FileListing.Under(prefix.LocalPath))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (file.Exists)
            {
                yield return Describe(Location.FromPath(file.FullName), file);
            }
        }
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException"><see cref="PutMode.IfMatch"/>: file systems have no such condition.</exception>
    /// <exception cref="DiskFullException">There is no room.</exception>
    public async Task<ObjectInfo> PutAsync(Location location, ObjectContent content, PutOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(location);
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        if (options.Mode == PutMode.IfMatch)
        {
            throw new NotSupportedException($"{location}: a file system cannot replace one version only. Use {nameof(PutMode.CreateNew)} or {nameof(PutMode.Overwrite)}.");
        }

        var path = location.LocalPath;
        var draft = PartialNames.Draft(path, RandomNumberGenerator.GetHexString(8, lowercase: true));
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await WriteAsync(location, draft, content, options.Digests, cancellationToken).ConfigureAwait(false);
            Publish(draft, path, options.Mode);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or (IOException and not TransferException))
        {
            throw e is IOException io ? DiskFault.Explain(path, content.Length, io) : new TransferException($"Cannot write {path}: {e.Message}", e);
        }
        finally
        {
            File.Delete(draft);
        }

        return Describe(location, new FileInfo(path));
    }

    /// <inheritdoc/>
    public Task DeleteAsync(Location location, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(location);
        cancellationToken.ThrowIfCancellationRequested();
        if (File.Exists(location.LocalPath))
        {
            File.Delete(location.LocalPath);
        }

        return Task.CompletedTask;
    }

    private static ObjectInfo Describe(Location location, FileInfo file) =>
        new() { Location = location, Version = FileVersion.Of(file.Length, file.LastWriteTimeUtc) };

    private static async Task WriteAsync(
        Location location, string draft, ObjectContent content, IReadOnlyList<Digest> expected, CancellationToken cancellationToken)
    {
        using var computer = new DigestComputer(expected.Select(digest => digest.Algorithm).Where(DigestComputer.CanCompute));
        using var file = File.OpenHandle(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.Asynchronous, content.Length);
        var source = await content.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            var buffer = new byte[(int)Math.Clamp(content.Length, 1, BlockSize)];
            long offset = 0;
            for (int count; (count = await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0; offset += count)
            {
                computer.Append(buffer.AsSpan(0, count));
                await RandomAccess.WriteAsync(file, buffer.AsMemory(0, count), offset, cancellationToken).ConfigureAwait(false);
            }

            if (offset != content.Length)
            {
                throw new TransferException($"{location}: {content.Length} bytes were announced, but {offset} came.");
            }
        }

        DigestCheck.ThrowIfDifferent(location.ToString(), expected, computer.Finish());
        RandomAccess.FlushToDisk(file);
    }

    private static void Publish(string draft, string path, PutMode mode)
    {
        if (mode == PutMode.Overwrite)
        {
            File.Move(draft, path, overwrite: true);
        }
        else if (!HardLink.TryMove(draft, path))
        {
            throw new DestinationExistsException(path);
        }

        FolderSync.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }
}
