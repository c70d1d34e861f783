namespace SageTasks.Http;

public static partial class OffsetPages
{
    /// <summary>All items of a list that may change while it is read, each once, with none left out: every page repeats the last row of the one before,
    /// and where that row is not found again (rows were deleted, or the order changed), the scan begins anew.</summary>
    /// <param name="readPage">Reads the page at an offset.</param>
    /// <param name="keyOf">What identifies an item.</param>
    /// <param name="options">How to page; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the scan.</param>
    /// <exception cref="PagingException">The list changed under every one of five scans, or the page limit was reached: nothing may be concluded from it.</exception>
    public static async Task<IReadOnlyList<T>> ScanAsync<T>(
        Func<long, CancellationToken, Task<OffsetPage<T>>> readPage,
        Func<T, string> keyOf,
        PagingOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(readPage);
        ArgumentNullException.ThrowIfNull(keyOf);
        for (var scan = 1; scan <= MaxScans; scan++)
        {
            if (await TryScanAsync(readPage, keyOf, options ?? new PagingOptions(), cancellationToken).ConfigureAwait(false) is { } items)
            {
                return items;
            }
        }

        throw new PagingException($"The list changed under each of {MaxScans} scans, so that none of them is known to be complete.");
    }

    private static async Task<List<T>?> TryScanAsync<T>(
        Func<long, CancellationToken, Task<OffsetPage<T>>> readPage,
        Func<T, string> keyOf,
        PagingOptions rules,
        CancellationToken cancellationToken)
    {
        var items = new List<T>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var offset = 0L;
        for (var pages = 1; pages <= rules.MaxPages; pages++)
        {
            var page = await readPage(offset, cancellationToken).ConfigureAwait(false);
            if (pages > 1 && (page.Items.Count == 0 || !seen.Contains(keyOf(page.Items[0]))))
            {
                return null;
            }

            items.AddRange(page.Items.Where(item => seen.Add(keyOf(item))));
            if (!HasMore(page, rules, offset + page.Items.Count))
            {
                return items;
            }

            if (page.Items.Count < 2)
            {
                throw new PagingException($"The page at {offset} has {page.Items.Count} row, although the server says that more follow.");
            }

            offset += page.Items.Count - 1;
        }

        throw new PagingException($"The list goes on after {rules.MaxPages} pages, which is the limit.");
    }
}
