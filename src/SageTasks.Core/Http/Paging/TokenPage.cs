namespace SageTasks.Http;

/// <summary>One page of a list that is addressed by a token for the next page.</summary>
/// <typeparam name="T">The kind of item.</typeparam>
public sealed record TokenPage<T>
{
    /// <summary>The page's items.</summary>
    public required IReadOnlyList<T> Items { get; init => field = value ?? []; }

    /// <summary>The token of the next page; null or empty on the last one.</summary>
    public string? NextToken { get; init; }
}
