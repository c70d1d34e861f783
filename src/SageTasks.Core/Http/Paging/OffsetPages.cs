using System.Runtime.CompilerServices;

namespace SageTasks.Http;

/// <summary>Drains a list that is addressed by offset.</summary>
public static class OffsetPages
{
    private const int MaxScans = 5;

    /// <summary>All items of all pages, in order. A list that changes while it is read may show an item twice or not at all:
    /// where that matters, <see cref="ScanAsync"/> reads it.</summary>
    /// <param name="readPage">Reads the page at an offset. Called for several pages at once where <see cref="PagingOptions.PagesAhead"/> is more than 1.</param>
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
        var coming = new ComingPages<long, OffsetPage<T>>(readPage, cancellationToken);
        await using var end = coming.ConfigureAwait(false);
        long? offset = 0;
        for (var pages = 1; offset is { } at; pages++)
        {
            var page = await TakeAsync(coming, at).ConfigureAwait(false);
            offset = Next(page, at, rules, pages, overlap: 0);
            Ask(coming, page, offset, rules, overlap: 0);
            foreach (var item in page.Items)
            {
                yield return item;
            }
        }
    }

    /// <summary>All items of a list that may change while it is read, each once, with none left out: every page repeats the last row of the one before,
    /// and where the next page does not join what was read (rows were deleted, the order changed, or the list comes empty), the list is read again from its
    /// start.</summary>
    /// <param name="readPage">Reads the page at an offset. Called for several pages at once where <see cref="PagingOptions.PagesAhead"/> is more than 1.</param>
    /// <param name="keyOf">What identifies an item.</param>
    /// <param name="options">How to page; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the scan.</param>
    /// <exception cref="PagingException">The list changed under every one of five scans, a page is empty although more should follow,
    /// or the page limit was reached: nothing may be concluded from what is missing.</exception>
    public static async IAsyncEnumerable<T> ScanAsync<T>(
        Func<long, CancellationToken, Task<OffsetPage<T>>> readPage,
        Func<T, string> keyOf,
        PagingOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(readPage);
        ArgumentNullException.ThrowIfNull(keyOf);
        var rules = options ?? new PagingOptions();
        var scan = new OverlappingScan<T>(keyOf, MaxScans);
        var coming = new ComingPages<long, OffsetPage<T>>(readPage, cancellationToken);
        await using var end = coming.ConfigureAwait(false);
        long? offset = 0;
        for (var pages = 1; offset is { } at; pages++)
        {
            var page = await TakeAsync(coming, at).ConfigureAwait(false);
            if (!scan.Joins(page.Items, at))
            {
                coming.Drop();
                (offset, pages) = (0, 0);
                continue;
            }

            offset = Next(page, at, rules, pages, overlap: 1);
            Ask(coming, page, offset, rules, overlap: 1);
            foreach (var item in page.Items)
            {
                if (scan.IsNew(item))
                {
                    yield return item;
                }
            }
        }
    }

    private static Task<OffsetPage<T>> TakeAsync<T>(ComingPages<long, OffsetPage<T>> coming, long offset)
    {
        // A page that came shorter than the ones before puts those that were asked for ahead at the wrong place.
        if (!coming.StartsAt(offset))
        {
            coming.Drop();
            coming.Start(offset);
        }

        return coming.TakeAsync();
    }

    // Where the next page begins; null after the last one.
    private static long? Next<T>(OffsetPage<T> page, long offset, PagingOptions rules, int pages, int overlap)
    {
        var read = offset + page.Items.Count;
        var more = page.HasMore ?? (page.Items.Count >= rules.PageSize || (page.Items.Count > overlap && page.Total > read));
        if (!more)
        {
            return null;
        }

        if (page.Items.Count <= overlap)
        {
            throw new PagingException($"The page at {offset} shows nothing new, although the server says that more items follow.");
        }

        return pages < rules.MaxPages
            ? read - overlap
            : throw new PagingException($"The list goes on after {pages} pages ({read} items), which is the limit.");
    }

    private static void Ask<T>(ComingPages<long, OffsetPage<T>> coming, OffsetPage<T> page, long? next, PagingOptions rules, int overlap)
    {
        if (next is not { } first || (coming.Count > 0 && !coming.StartsAt(first)))
        {
            return;
        }

        var stride = page.Items.Count - overlap;
        for (var offset = first + coming.Count * (long)stride; coming.Count < rules.PagesAhead; offset += stride)
        {
            if (offset > first && offset + overlap >= (page.Total ?? long.MaxValue))
            {
                return;
            }

            coming.Start(offset);
        }
    }
}
