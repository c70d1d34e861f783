using System.Runtime.CompilerServices;

namespace SageTasks.Http;

/// <summary>Drains a list that is addressed by offset.</summary>
public static partial class OffsetPages
{
    private const int MaxScans = 5;

    /// <summary>All items of all pages, in order.</summary>
    /// <param name="readPage">Reads the page at an offset.</param>
    /// <param name="options">How to page; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="PagingException">A page is empty although more should follow, or the page limit was reached.</exception>
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        Func<long, CancellationToken, Task<OffsetPage<T>>> readPage,
        PagingOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(readPage);
        var rules = options ?? new PagingOptions();
        var offset = 0L;
        var next = new NextPage<OffsetPage<T>>(cancellationToken);
        await using var end = next.ConfigureAwait(false);
        next.Start(token => readPage(0, token));
        for (var pages = 1; ; pages++)
        {
            var page = await next.TakeAsync().ConfigureAwait(false);
            offset += page.Items.Count;
            var more = HasMore(page, rules, offset);
            if (more && pages >= rules.MaxPages)
            {
                throw new PagingException($"The list goes on after {pages} pages ({offset} items), which is the limit.");
            }

            var from = offset;
            if (more && rules.Prefetch)
            {
                next.Start(token => readPage(from, token));
            }

            foreach (var item in page.Items)
            {
                yield return item;
            }

            if (!more)
            {
                yield break;
            }

            if (!rules.Prefetch)
            {
                next.Start(token => readPage(from, token));
            }
        }
    }

    private static bool HasMore<T>(OffsetPage<T> page, PagingOptions rules, long offset)
    {
        if (page.HasMore is not { } more)
        {
            // A short page is the last one, unless the server's own count says that it shortens pages.
            return page.Items.Count >= rules.PageSize || (page.Items.Count > 0 && page.Total > offset);
        }

        return more && page.Items.Count == 0
            ? throw new PagingException($"The page at {offset} is empty, although the server says that more items follow.")
            : more;
    }
}
