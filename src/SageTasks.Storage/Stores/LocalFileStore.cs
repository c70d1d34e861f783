using System.Runtime.CompilerServices;

namespace SageTasks.Storage;

/// <summary>
/// Local files as a store. A file appears by a rename, or by a hard link where nothing may be replaced, after its bytes have reached the
/// disk. Media types and metadata are not kept.
/// </summary>
public sealed class LocalFileStore : IObjectStore
{
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
    /// <exception cref="TransferException">A named pipe, a device or a socket is there.</exception>
    public Task<ObjectInfo?> StatAsync(Location location, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(location);
        cancellationToken.ThrowIfCancellationRequested();
        var file = LinkedFile.At(location.LocalPath);
        SpecialFile.Refuse(location.LocalPath, file);
        return Task.FromResult(file.Exists ? Describe(location, file) : null);
    }

    /// <inheritdoc/>
    /// <exception cref="FileNotFoundException">There is no file.</exception>
    /// <exception cref="TransferException">A named pipe, a device or a socket is there.</exception>
    public Task<ObjectBody> OpenAsync(Location location, ByteRange range, ObjectVersion? pin, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(location);
        return new FileRangedSource(location.LocalPath).OpenAsync(range, pin, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>Files that SageTasks is still writing are left out, and links to folders are not followed. A link that leads nowhere, or in a circle, is listed
    /// without a size: to copy it fails.</remarks>
    public async IAsyncEnumerable<ObjectInfo> ListAsync(Location prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var path in FileListing.Under(prefix.LocalPath))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Listed(Location.FromPath(path)) is { } info)
            {
                yield return info;
            }
        }
    }

    /// <inheritdoc/>
    /// <exception cref="TransferException">A named pipe, a device or a socket is there, which no file may replace.</exception>
    public void CheckDestination(Location location)
    {
        ArgumentNullException.ThrowIfNull(location);
        SpecialFile.Refuse(location.LocalPath, LinkedFile.At(location.LocalPath));
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

        var version = await DraftFile.WriteAsync(location, content, options, flush: true, cancellationToken).ConfigureAwait(false);
        return new ObjectInfo { Location = location, Version = version };
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

    private static ObjectInfo? Listed(Location location)
    {
        try
        {
            if (LinkedFile.At(location.LocalPath) is { Exists: true } file)
            {
                return Describe(location, file);
            }
        }
        catch (IOException)
        {
            // A circle of links is one name among the others: whoever opens it is told.
        }

        return new FileInfo(location.LocalPath).Exists ? new ObjectInfo { Location = location, Version = new ObjectVersion() } : null;
    }

    private static ObjectInfo Describe(Location location, FileInfo file) =>
        new() { Location = location, Version = FileVersion.Of(file.Length, file.LastWriteTimeUtc) };
}
