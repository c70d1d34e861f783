using System.Globalization;

namespace SageTasks.Storage;

/// <summary>Ends a read or write that takes longer than it may, and says so; one timer serves all operations of a stream.</summary>
internal sealed class StallWatch : IDisposable
{
    private readonly TimeSpan _limit;
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _registration;
    private readonly CancellationToken _caller;

    public StallWatch(TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        _limit = limit;
        _caller = cancellationToken;
        _source = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _registration = cancellationToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), _source);
    }

    public async ValueTask RunAsync(Func<CancellationToken, ValueTask> operation) =>
        await RunAsync(async token =>
        {
            await operation(token).ConfigureAwait(false);
            return 0;
        }).ConfigureAwait(false);

    /// <exception cref="TimeoutException">The operation took longer than the limit.</exception>
    public async ValueTask<T> RunAsync<T>(Func<CancellationToken, ValueTask<T>> operation)
    {
        _source.CancelAfter(_limit);
        try
        {
            return await operation(_source.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (_source.IsCancellationRequested)
        {
            _caller.ThrowIfCancellationRequested();
            throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"Nothing moved for {_limit.TotalSeconds:0.#} seconds."), e);
        }
        finally
        {
            if (!_source.IsCancellationRequested)
            {
                _source.CancelAfter(Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        _registration.Dispose();
        _source.Dispose();
    }
}
