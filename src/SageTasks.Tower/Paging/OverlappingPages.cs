using System.Runtime.CompilerServices;
using SageTasks.Http;

namespace SageTasks.Tower;

/// <summary>Reads a list by offset so that no row is lost when rows come or go meanwhile: each page begins with the last row of the one
/// before. Rows that slid down are skipped; where that row is gone from the page, the list is read again from the start.</summary>
internal sealed class OverlappingPages<T>(string what, int pageSize, Func<T, string> identify, Func<int, int, CancellationToken, Task<Slice<T>>> read)
{
    private const int MaxRestarts = 10;

    // Rows that come at the top push whole pages down; not for ever.
    private const int MaxStale = 10;

    public async IAsyncEnumerable<T> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var restarts = 0;
        var stale = 0;
        var offset = 0;
        var last = (string?)null;
        var next = read(0, pageSize, stop.Token);
        try
        {
            while (true)
            {
                var page = await next.ConfigureAwait(false);
                if (last is not null && IndexOf(page.Rows, last) < 0)
                {
                    restarts = restarts < MaxRestarts ? restarts + 1 : throw new PagingException($"The list of {what} changed {MaxRestarts} times while it was read.");
                    (offset, last) = (0, null);
                    next = read(0, pageSize, stop.Token);
                    continue;
                }

                var more = page.HasMore ?? MayBeMore(page, offset);
                if (more)
                {
                    (offset, last) = Advance(page.Rows, offset);
                    next = read(offset, pageSize, stop.Token);
                }

                var before = seen.Count;
                foreach (var row in page.Rows)
                {
                    if (seen.Add(identify(row)))
                    {
                        yield return row;
                    }
                }

                stale = seen.Count > before ? 0 : stale + 1;

                if (!more || (stale > 0 && seen.Count == page.Total))
                {
                    yield break;
                }

                if (stale > MaxStale)
                {
                    throw new PagingException(FormattableString.Invariant($"The server shows the same {what} again at offset {offset}: it seems to ignore offsets."));
                }
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Without hasMore: a full page, or fewer rows than the server counts because it shows less at a time than it was asked for. More rows than
    // were asked for are all that there are.
    private bool MayBeMore(Slice<T> page, int offset) =>
        page.Rows.Count == pageSize || (page.Rows.Count > 1 && page.Rows.Count < pageSize && offset + page.Rows.Count < page.Total);

    private (int Offset, string Last) Advance(IReadOnlyList<T> rows, int offset) => rows.Count > 1
        ? (offset + rows.Count - 1, identify(rows[^1]))
        : throw new PagingException(FormattableString.Invariant($"The server says that there are more {what} after offset {offset}, but shows none."));

    private int IndexOf(IReadOnlyList<T> rows, string id)
    {
        for (var index = 0; index < rows.Count; index++)
        {
            if (string.Equals(identify(rows[index]), id, StringComparison.Ordinal))
            {
                return index;
            }
        }

        return -1;
    }
}
