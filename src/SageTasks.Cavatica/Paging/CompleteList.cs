using System.Runtime.CompilerServices;
using SageTasks.Http;

namespace SageTasks.Cavatica;

/// <summary>Drains a list by offset: each item once, none left out while rows come and go, and the count held against the platform's own.</summary>
internal static class CompleteList
{
    public const int PageSize = 100;

    private static readonly PagingOptions Options = new() { PageSize = PageSize };

    /// <exception cref="PagingException">The list changed under every scan, or the platform shows fewer items than it counts.</exception>
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        string what,
        Func<long, CancellationToken, Task<CavaticaPage<T>>> readPage,
        Func<T, string> keyOf,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var counted = new Count();
        var given = 0L;
        var pages = OffsetPages.ScanAsync(
            async (offset, token) =>
            {
                var page = await readPage(offset, token).ConfigureAwait(false);
                counted.Add(page.Total);
                return new OffsetPage<T> { Items = page.Items, Total = page.Total, HasMore = HasMore(page, offset) };
            },
            keyOf,
            Options,
            cancellationToken);
        await foreach (var item in pages.ConfigureAwait(false))
        {
            given++;
            yield return item;
        }

        if (given < counted.Least)
        {
            throw new PagingException(FormattableString.Invariant($"The platform counts {counted.Least} {what} and shows {given}: the list is not complete."));
        }
    }

    // A server that ends a page early still says how many there are.
    private static bool? HasMore<T>(CavaticaPage<T> page, long offset) => page.Total is { } total
        ? offset + page.Items.Count < total
        : page.HasNext ? true : null;

    /// <summary>The smallest count of all pages: items that come while one reads are not missed, and those that go are not either.</summary>
    private sealed class Count
    {
        private long? _least;

        public long Least => _least ?? 0;

        public void Add(long? total) => _least = total < _least || _least is null ? total : _least;
    }
}
