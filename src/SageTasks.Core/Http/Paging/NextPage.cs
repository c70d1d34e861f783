namespace SageTasks.Http;

/// <summary>The page that is on its way while the caller works on the current one; given up when the caller stops early.</summary>
internal sealed class NextPage<TPage>(CancellationToken cancellationToken) : IAsyncDisposable
{
    private readonly CancellationTokenSource _given = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    private Task<TPage>? _coming;

    public void Start(Func<CancellationToken, Task<TPage>> read) => _coming = ReadAsync(read);

    public async Task<TPage> TakeAsync()
    {
        var coming = _coming!;
        _coming = null;
        return await coming.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _given.CancelAsync().ConfigureAwait(false);
        if (_coming is { } unused)
        {
            // Nobody will see this page, nor whether it failed.
            await unused.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default)
                .ConfigureAwait(false);
        }

        _given.Dispose();
    }

    // A page that fails before its first await must not fail while the caller still works on the page before it.
    private async Task<TPage> ReadAsync(Func<CancellationToken, Task<TPage>> read) => await read(_given.Token).ConfigureAwait(false);
}
