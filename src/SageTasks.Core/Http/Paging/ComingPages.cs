namespace SageTasks.Http;

/// <summary>The pages that are on their way while the caller works on the current one; given up when the caller stops early.</summary>
/// <typeparam name="TPlace">What addresses a page: its offset or its token.</typeparam>
/// <typeparam name="TPage">The page.</typeparam>
internal sealed class ComingPages<TPlace, TPage>(Func<TPlace, CancellationToken, Task<TPage>> read, CancellationToken cancellationToken) : IAsyncDisposable
{
    private readonly CancellationTokenSource _given = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    private readonly Queue<(TPlace Place, Task<TPage> Page)> _coming = new();
    private readonly List<Task> _dropped = [];

    public int Count => _coming.Count;

    public bool StartsAt(TPlace place) => _coming.TryPeek(out var first) && EqualityComparer<TPlace>.Default.Equals(first.Place, place);

    public void Start(TPlace place) => _coming.Enqueue((place, ReadAsync(place)));

    public async Task<TPage> TakeAsync()
    {
        var (_, page) = _coming.Dequeue();
        _dropped.Add(page);
        var taken = await page.WaitAsync(cancellationToken).ConfigureAwait(false);
        _dropped.Remove(page);
        return taken;
    }

    /// <summary>Forgets the pages that turned out to lie at the wrong place.</summary>
    public void Drop()
    {
        _dropped.RemoveAll(static page => page.IsCompleted);
        _dropped.AddRange(_coming.Select(static coming => coming.Page));
        _coming.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        Drop();
        await _given.CancelAsync().ConfigureAwait(false);
        foreach (var page in _dropped)
        {
            // Nobody will see this page, nor whether it failed.
            await page.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _given.Dispose();
    }

    // A page that fails before its first await must not fail while the caller still works on the page before it.
    private async Task<TPage> ReadAsync(TPlace place) => await read(place, _given.Token).ConfigureAwait(false);
}
