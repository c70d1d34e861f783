using System.Runtime.CompilerServices;

namespace SageTasks.Http;

/// <summary>Drains a list that is addressed by a token for the next page.</summary>
public static class TokenPages
{
    /// <summary>All items of all pages, in order.</summary>
    /// <param name="readPage">Reads the page of a token; null asks for the first.</param>
    /// <param name="options">How to page; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="PagingException">A token came twice, a page is empty although it has a token, or the page limit was reached.</exception>
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        Func<string?, CancellationToken, Task<TokenPage<T>>> readPage,
        PagingOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(readPage);
        var rules = options ?? new PagingOptions();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var coming = new ComingPages<string?, TokenPage<T>>(readPage, cancellationToken);
        await using var end = coming.ConfigureAwait(false);
        coming.Start(null);
        while (coming.Count > 0)
        {
            var page = await coming.TakeAsync().ConfigureAwait(false);
            var next = Following(page, rules, seen);
            if (next is not null && rules.PagesAhead > 0)
            {
                coming.Start(next);
            }

            foreach (var item in page.Items)
            {
                yield return item;
            }

            if (next is not null && rules.PagesAhead == 0)
            {
                coming.Start(next);
            }
        }
    }

    private static string? Following<T>(TokenPage<T> page, PagingOptions rules, HashSet<string> seen)
    {
        var token = page.NextToken;
        if (string.IsNullOrEmpty(token) || rules.EndTokens.Contains(token, StringComparer.Ordinal))
        {
            return null;
        }

        if (page.Items.Count == 0 && rules.EmptyPage != EmptyPageRule.Continue)
        {
            return rules.EmptyPage == EmptyPageRule.End
                ? null
                : throw new PagingException($"Page {seen.Count + 1} is empty, although the server gives a token for a next one.");
        }

        if (!seen.Add(token))
        {
            throw new PagingException($"The server gives the same token for the next page twice (after page {seen.Count + 1}): the list would never end.");
        }

        return seen.Count < rules.MaxPages
            ? token
            : throw new PagingException($"The list goes on after {seen.Count} pages, which is the limit.");
    }
}
