namespace SageTasks.Tes;

/// <summary>The tasks of a list's pages, one by one, those that fit the query and each once. Written by hand: what the compiler makes of an
/// iterator costs as much for each task as reading it does.</summary>
internal sealed class TaskRows(TesTaskQuery query, Func<CancellationToken, IAsyncEnumerable<TesTaskPage>> pages, CancellationToken listing) : IAsyncEnumerable<TesTask>
{
    public IAsyncEnumerator<TesTask> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        var link = cancellationToken.CanBeCanceled && listing.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, listing) : null;
        return new Rows(query, pages(link?.Token ?? (listing.CanBeCanceled ? listing : cancellationToken)), link);
    }

    private sealed class Rows : IAsyncEnumerator<TesTask>
    {
        private readonly TesTaskQuery? _filter;
        private readonly IAsyncEnumerator<TesTaskPage> _pages;
        private readonly CancellationTokenSource? _link;
        private IReadOnlyList<TesTask> _page = [];
        private int _next;

        public Rows(TesTaskQuery query, IAsyncEnumerable<TesTaskPage> pages, CancellationTokenSource? link)
        {
            _filter = query.IsFiltered ? query : null;
            _pages = pages.GetAsyncEnumerator(CancellationToken.None);
            _link = link;
        }

        public TesTask Current { get; private set; } = null!;

        public ValueTask<bool> MoveNextAsync() => Take() ? new ValueTask<bool>(true) : TurnAsync();

        public async ValueTask DisposeAsync()
        {
            await _pages.DisposeAsync().ConfigureAwait(false);
            _link?.Dispose();
        }

        private bool Take()
        {
            while (_next < _page.Count)
            {
                Current = _page[_next++];
                if (_filter is null || _filter.Fits(Current))
                {
                    return true;
                }
            }

            return false;
        }

        private async ValueTask<bool> TurnAsync()
        {
            while (await _pages.MoveNextAsync().ConfigureAwait(false))
            {
                var page = _pages.Current.Tasks;
                (_next, _page) = (PageOverlap.Of(_page, page), page);
                if (Take())
                {
                    return true;
                }
            }

            return false;
        }
    }
}
