namespace SageTasks.Storage.Gcs;

/// <summary>A stretch of the bytes to write.</summary>
/// <param name="Content">The bytes.</param>
/// <param name="Offset">Where the stretch begins.</param>
/// <param name="Length">How long it is.</param>
internal sealed record ContentSlice(ObjectContent Content, long Offset, long Length)
{
    private const int BlockSize = 256 * 1024;

    /// <summary>Passes the stretch on, block by block.</summary>
    /// <exception cref="TransferException">The content is shorter than it said.</exception>
    public async Task CopyToAsync(Func<ReadOnlyMemory<byte>, ValueTask> write, CancellationToken cancellationToken)
    {
        if (Content.Bytes is { } bytes)
        {
            for (long at = 0; at < Length; at += BlockSize)
            {
                await write(bytes.Slice((int)(Offset + at), (int)Math.Min(BlockSize, Length - at))).ConfigureAwait(false);
            }

            return;
        }

        var stream = await Content.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            await CopyAsync(stream, write, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The stretch in memory.</summary>
    /// <exception cref="TransferException">The content is shorter than it said.</exception>
    public async Task<byte[]> ToArrayAsync(CancellationToken cancellationToken)
    {
        var bytes = new byte[Length];
        var at = 0;
        await CopyToAsync(
            block =>
            {
                block.Span.CopyTo(bytes.AsSpan(at));
                at += block.Length;
                return ValueTask.CompletedTask;
            },
            cancellationToken).ConfigureAwait(false);
        return bytes;
    }

    private async Task CopyAsync(Stream stream, Func<ReadOnlyMemory<byte>, ValueTask> write, CancellationToken cancellationToken)
    {
        var block = new byte[(int)Math.Clamp(Offset + Length, 1, BlockSize)];
        for (long position = 0; position < Offset + Length;)
        {
            // Bytes before the stretch are read to be passed over.
            var wanted = position < Offset ? Offset - position : Offset + Length - position;
            var count = await stream.ReadAsync(block.AsMemory(0, (int)Math.Min(block.Length, wanted)), cancellationToken).ConfigureAwait(false);
            if (count == 0)
            {
                throw new TransferException(FormattableString.Invariant($"{Content.Length} bytes were announced, but {position} came."));
            }

            if (position >= Offset)
            {
                await write(block.AsMemory(0, count)).ConfigureAwait(false);
            }

            position += count;
        }
    }
}
