namespace SageTasks.Storage;

/// <summary>Ends a request when nothing has happened for too long.</summary>
internal sealed class Patience : IDisposable
{
    private readonly CancellationTokenSource _silence;
    private readonly CancellationTokenSource _either;
    private readonly TimeSpan _limit;

    public Patience(TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        _limit = limit;
        _silence = new CancellationTokenSource(limit, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _silence.Token);
    }

    public CancellationToken Token => _either.Token;

    /// <summary>Something happened: the time counts from now on.</summary>
    public void Renew() => _silence.CancelAfter(_limit);

    /// <summary>There is nothing to wait for any more.</summary>
    public void End() => _silence.Cancel();

    public void Dispose()
    {
        _either.Dispose();
        _silence.Dispose();
    }
}
