using System.Buffers;
using System.Threading.Channels;

namespace SageTasks.Storage;

/// <summary>
/// At most so many buffers of one size: the bound on a transfer's memory. The first one waits for its share of the common budget, the
/// others are made only while there is some left.
/// </summary>
internal sealed class BufferPool(int size, int count, ByteBudget? budget) : IDisposable
{
    private readonly Channel<byte[]> _free = Channel.CreateUnbounded<byte[]>();
    private int _made;
    private long _taken;

    public async ValueTask<byte[]> RentAsync(CancellationToken cancellationToken)
    {
        if (_free.Reader.TryRead(out var free))
        {
            return free;
        }

        var number = Interlocked.Increment(ref _made);
        if (number <= count && await MayMakeAsync(isFirst: number == 1, cancellationToken).ConfigureAwait(false))
        {
            return ArrayPool<byte>.Shared.Rent(size);
        }

        Interlocked.Decrement(ref _made);
        return await _free.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
    }

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

    public void Dispose() => budget?.Return(Interlocked.Exchange(ref _taken, 0));

    private async ValueTask<bool> MayMakeAsync(bool isFirst, CancellationToken cancellationToken)
    {
        if (budget is null || size == 0)
        {
            return true;
        }

        var share = isFirst ? await budget.TakeAsync(size, cancellationToken).ConfigureAwait(false) : budget.TryTake(size);
        Interlocked.Add(ref _taken, share);
        return share > 0;
    }
}
