using System.Buffers;

namespace SageTasks.Storage;

/// <summary>
/// One part of a file on its way up. Its content can be sent any number of times until the callback of the pump returns.
/// </summary>
internal sealed class FilePart : IDisposable
{
    internal const int ChunkSize = 256 * 1024;
    private readonly PartPlan _plan;
    private readonly FileSlice _slice;
    private byte[]? _buffer;
    private int _readers;

    private FilePart(PartPlan plan, int number, FileSlice slice, byte[]? buffer, Digest md5)
    {
        _plan = plan;
        Number = number;
        _slice = slice;
        _buffer = buffer;
        Md5 = md5;
    }

    /// <summary>Counts from 1.</summary>
    public int Number { get; }

    public long Offset => _slice.Offset;

    public long Length => _slice.Length;

    public Digest Md5 { get; }

    /// <summary>A part whose bytes stay in the file until they are sent.</summary>
    public static FilePart InFile(PartPlan plan, int number, FileSlice slice, Digest md5) => new(plan, number, slice, null, md5);

    /// <summary>Reads a part into a pooled buffer and hashes it there.</summary>
    public static async Task<FilePart> ReadAsync(PartPlan plan, int number, FileSlice slice, CancellationToken cancellationToken)
    {
        var length = checked((int)slice.Length);
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        await slice.FillAsync(buffer.AsMemory(0, length), 0, cancellationToken).ConfigureAwait(false);
        return new FilePart(plan, number, slice, buffer, Digest.Of(buffer.AsSpan(0, length), DigestAlgorithm.Md5));
    }

    /// <summary>Hashes a part that is too large for a buffer where it lies.</summary>
    public static async Task<FilePart> HashInFileAsync(PartPlan plan, int number, FileSlice slice, CancellationToken cancellationToken)
    {
        using var computer = new DigestComputer([DigestAlgorithm.Md5]);
        await ForEachChunkAsync(slice, chunk =>
        {
            computer.Append(chunk.Span);
            return ValueTask.CompletedTask;
        }, cancellationToken).ConfigureAwait(false);
        return new FilePart(plan, number, slice, null, computer.Finish()[0]);
    }

    /// <summary>A new body for one attempt to send the part, of known length.</summary>
    public HttpContent CreateContent() => new FilePartContent(this, _plan.Options.StallTimeout, _plan.Time);

    public async Task CopyToAsync(Func<ReadOnlyMemory<byte>, ValueTask> write, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _readers);
        try
        {
            if (_buffer is not { } buffer)
            {
                await ForEachChunkAsync(_slice, write, cancellationToken).ConfigureAwait(false);
                return;
            }

            for (var at = 0; at < Length; at += ChunkSize)
            {
                await write(buffer.AsMemory(at, (int)Math.Min(ChunkSize, Length - at))).ConfigureAwait(false);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _readers);
        }
    }

    public void Dispose()
    {
        // A body that an abandoned request still reads must not become another part's buffer.
        var buffer = _buffer;
        _buffer = null;
        if (buffer is not null && Volatile.Read(ref _readers) == 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task ForEachChunkAsync(
        FileSlice slice, Func<ReadOnlyMemory<byte>, ValueTask> use, CancellationToken cancellationToken)
    {
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);
        for (long at = 0; at < slice.Length; at += ChunkSize)
        {
            var piece = chunk.AsMemory(0, (int)Math.Min(ChunkSize, slice.Length - at));
            await slice.FillAsync(piece, at, cancellationToken).ConfigureAwait(false);
            await use(piece).ConfigureAwait(false);
        }

        ArrayPool<byte>.Shared.Return(chunk);
    }
}
