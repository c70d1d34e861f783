namespace SageTasks.Http;

/// <summary>How a list is drained page by page.</summary>
public sealed class PagingOptions
{
    /// <summary>How many items one page is asked for; an offset page that is shorter, from a server that does not say whether more follow, is the last.</summary>
    /// <value>100.</value>
    public int PageSize { get; init; } = 100;

    /// <summary>Where draining fails loudly, so that a server that never ends a list can't hold a program for ever.</summary>
    /// <value>100,000 pages.</value>
    public int MaxPages { get; init; } = 100_000;

    /// <summary>How many pages are asked for while the caller still works on the current one; 0 asks for a page when it is needed.
    /// More than 1 helps with offset pages only, and may ask for pages beyond the end of a list whose server does not count.</summary>
    /// <value>1.</value>
    public int PagesAhead { get; init; } = 1;

    /// <summary>Words that a server uses for "no next page" besides an empty token, such as <c>N/A</c>.</summary>
    public IReadOnlyList<string> EndTokens { get; init; } = [];

    /// <summary>What an empty page with a token for the next one means.</summary>
    /// <value><see cref="EmptyPageRule.Fail"/>.</value>
    public EmptyPageRule EmptyPage { get; init; } = EmptyPageRule.Fail;
}
