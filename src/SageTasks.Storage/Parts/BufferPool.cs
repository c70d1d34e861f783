using System.Buffers;
using System.Threading.Channels;

namespace SageTasks.Storage;

/// <summary>A fixed number of buffers of one size, rented when first needed: the bound on a transfer's memory.</summary>
internal sealed class BufferPool
{
    private readonly int _size;
    private readonly Channel<byte[]?> _free = Channel.CreateUnbounded<byte[]?>();

    public BufferPool(int size, int count)
    {
        _size = size;
        for (var i = 0; i < count; i++)
        {
            _free.Writer.TryWrite(null);
        }
    }

    public async ValueTask<byte[]> RentAsync(CancellationToken cancellationToken) =>
        await _free.Reader.ReadAsync(cancellationToken).ConfigureAwait(false) ?? ArrayPool<byte>.Shared.Rent(_size);

    public void Return(byte[] buffer) => _free.Writer.TryWrite(buffer);

    /// <summary>Gives the memory back. Only after success: a request that was broken off might still write into its buffer.</summary>
    public void Release()
    {
        while (_free.Reader.TryRead(out var buffer))
        {
            if (buffer is not null)
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }
}
