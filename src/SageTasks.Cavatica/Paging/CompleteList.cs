using System.Runtime.CompilerServices;
using SageTasks.Http;

namespace SageTasks.Cavatica;

/// <summary>Drains lists: each item once, none left out while rows come and go, and the count held against the platform's own.</summary>
internal static class CompleteList
{
    public const int PageSize = 100;

    private static readonly PagingOptions ByOffset = new() { PageSize = PageSize };

    // The platform filters after it pages.
    private static readonly PagingOptions ByToken = new() { PageSize = PageSize, EmptyPage = EmptyPageRule.Continue };

    /// <summary>A list whose pages are addressed by offset.</summary>
    /// <exception cref="PagingException">The list changed under every scan, or the platform shows fewer items than it counts.</exception>
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        string what,
        Func<long, CancellationToken, Task<CavaticaPage<T>>> readPage,
        Func<T, string> keyOf,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var counted = new LeastCount();
        var given = 0L;
        var pages = OffsetPages.ScanAsync(
            async (offset, token) =>
            {
                var page = await readPage(offset, token).ConfigureAwait(false);
                counted.Add(page.Total);
                return new OffsetPage<T> { Items = page.Items, Total = page.Total, HasMore = HasMore(page, offset) };
            },
            keyOf,
            ByOffset,
            cancellationToken);
        await foreach (var item in pages.ConfigureAwait(false))
        {
            given++;
            yield return item;
        }

        counted.Require(what, given);
    }

    /// <summary>A list whose pages are addressed by tokens. A page may be empty and lead on.</summary>
    /// <param name="what">What the items are.</param>
    /// <param name="readPage">Reads the page of a token, null for the first one, and with it the platform's count where it gives one.</param>
    /// <param name="keyOf">What identifies an item.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="PagingException">A token came twice, or the platform shows fewer items than it counts.</exception>
    public static async IAsyncEnumerable<T> ReadByTokensAsync<T>(
        string what,
        Func<string?, CancellationToken, Task<(TokenPage<T> Page, long? Total)>> readPage,
        Func<T, string> keyOf,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var counted = new LeastCount();
        var given = new HashSet<string>(StringComparer.Ordinal);
        var pages = TokenPages.ReadAsync(
            async (token, stop) =>
            {
                var (page, total) = await readPage(token, stop).ConfigureAwait(false);
                counted.Add(total);
                return page;
            },
            ByToken,
            cancellationToken);
        await foreach (var item in pages.ConfigureAwait(false))
        {
            if (given.Add(keyOf(item)))
            {
                yield return item;
            }
        }

        counted.Require(what, given.Count);
    }

    // A server that ends a page early still says how many there are.
    private static bool? HasMore<T>(CavaticaPage<T> page, long offset) => page.Total is { } total
        ? offset + page.Items.Count < total
        : page.HasNext ? true : null;
}
