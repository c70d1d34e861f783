namespace SageTasks.Storage;

/// <summary>The memory that all transfers of an engine may hold together. Whoever waits is served in order.</summary>
internal sealed class ByteBudget
{
    private readonly long _limit;
    private readonly Lock _lock = new();
    private readonly Queue<(long Bytes, TaskCompletionSource Turn)> _waiting = [];
    private long _free;

    public ByteBudget(long limit) => _limit = _free = limit;

    /// <summary>Takes some bytes, or all there are where more are wanted than the whole budget; returns how many.</summary>
    public async ValueTask<long> TakeAsync(long bytes, CancellationToken cancellationToken)
    {
        var wanted = Math.Min(bytes, _limit);
        TaskCompletionSource turn;
        lock (_lock)
        {
            if (_waiting.Count == 0 && _free >= wanted)
            {
                _free -= wanted;
                return wanted;
            }

            turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue((wanted, turn));
        }

        using var registration = cancellationToken.UnsafeRegister(static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), turn);
        await turn.Task.ConfigureAwait(false);
        return wanted;
    }

    /// <summary>Takes the bytes where they are free and nobody waits; otherwise 0.</summary>
    public long TryTake(long bytes)
    {
        lock (_lock)
        {
            if (_waiting.Count > 0 || _free < bytes)
            {
                return 0;
            }

            _free -= bytes;
            return bytes;
        }
    }

    public void Return(long bytes)
    {
        lock (_lock)
        {
            _free += bytes;
            while (_waiting.TryPeek(out var next) && (next.Turn.Task.IsCompleted || _free >= next.Bytes))
            {
                _waiting.Dequeue();
                if (next.Turn.TrySetResult())
                {
                    _free -= next.Bytes;
                }
            }
        }
    }
}
