namespace SageTasks.Cavatica;

/// <summary>One page of a list, as the platform shows it.</summary>
/// <typeparam name="T">The kind of item.</typeparam>
public sealed record CavaticaPage<T>
{
    /// <summary>The page's items.</summary>
    public IReadOnlyList<T> Items { get; init => field = value ?? []; } = [];

    /// <summary>How many items there are in all pages (<c>X-Total-Matching-Query</c>); null where the platform does not say.</summary>
    public long? Total { get; init; }

    /// <summary>Whether the platform links to a next page.</summary>
    public bool HasNext { get; init; }

    /// <summary>The server's clock when it answered; null where it did not say.</summary>
    public DateTimeOffset? ServerTime { get; init; }

    /// <summary>How long the request waited in this process until it was sent: nothing in the page is older than that.</summary>
    public TimeSpan Waited { get; init; }
}
