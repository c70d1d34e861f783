using System.Buffers;

namespace SageTasks.Storage;

/// <summary>
/// Computes digests of a local file in one sequential pass: the next block is read while the last one is hashed. With a part size the
/// MD5 of every part comes from the same pass, hashed on a second core.
/// </summary>
internal static class FileDigest
{
    private const int BlockSize = 1024 * 1024;

    public static Task<FileFingerprint> Md5Async(
        string path, IProgress<TransferProgress>? progress = null, CancellationToken cancellationToken = default) =>
        ComputeAsync(path, [DigestAlgorithm.Md5], null, progress, cancellationToken);

    /// <exception cref="FileNotFoundException">There is no file at the path.</exception>
    /// <exception cref="SourceChangedException">The file was changed meanwhile.</exception>
    public static async Task<FileFingerprint> ComputeAsync(
        string path,
        IReadOnlyCollection<DigestAlgorithm> algorithms,
        long? partSize = null,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        if (partSize is { } size)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size, nameof(partSize));
        }

        var stamp = FileStamp.Of(path);
        var meter = new TransferMeter(progress, TimeProvider.System) { Total = stamp.Size };
        using var whole = new DigestComputer(algorithms);
        using var parts = partSize is { } p ? new PartMd5(p) : null;
        await ReadAsync(stamp, whole, parts, meter, cancellationToken).ConfigureAwait(false);
        stamp.EnsureUnchanged();
        meter.Finish();
        return new FileFingerprint { Stamp = stamp, Digests = whole.Finish(), PartMd5s = parts?.Finish() ?? [] };
    }

    private static async Task ReadAsync(
        FileStamp stamp, DigestComputer whole, PartMd5? parts, TransferMeter meter, CancellationToken cancellationToken)
    {
        using var file = FileSlice.Open(stamp.Path);
        var current = ArrayPool<byte>.Shared.Rent(BlockSize);
        var next = ArrayPool<byte>.Shared.Rent(BlockSize);
        var reading = Task.FromResult(0);
        try
        {
            var count = await RandomAccess.ReadAsync(file, current.AsMemory(0, BlockSize), 0, cancellationToken).ConfigureAwait(false);
            for (long offset = count; count > 0; offset += count)
            {
                reading = RandomAccess.ReadAsync(file, next.AsMemory(0, BlockSize), offset, cancellationToken).AsTask();
                await HashAsync(current.AsMemory(0, count), whole, parts).ConfigureAwait(false);
                meter.Add(count);
                count = await reading.ConfigureAwait(false);
                (current, next) = (next, current);
            }

            if (meter.Bytes != stamp.Size)
            {
                throw stamp.Changed();
            }
        }
        finally
        {
            // A read that is under way still writes into its buffer.
            await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ArrayPool<byte>.Shared.Return(current);
            ArrayPool<byte>.Shared.Return(next);
        }
    }

    private static async Task HashAsync(ReadOnlyMemory<byte> block, DigestComputer whole, PartMd5? parts)
    {
        if (parts is null)
        {
            whole.Append(block.Span);
            return;
        }

        var other = Task.Run(() => parts.Append(block.Span), CancellationToken.None);
        whole.Append(block.Span);
        await other.ConfigureAwait(false);
    }
}
