namespace SageTasks.Http;

/// <summary>One page of a list that is addressed by offset.</summary>
/// <typeparam name="T">The kind of item.</typeparam>
public sealed record OffsetPage<T>
{
    /// <summary>The page's items.</summary>
    public required IReadOnlyList<T> Items { get; init => field = value ?? []; }

    /// <summary>Whether the server says that more follow; null where it does not say: then a page shorter than asked for is the last.</summary>
    public bool? HasMore { get; init; }

    /// <summary>How many items there are in all pages; null where the server does not say. It may change while one pages, so nothing ends by it.</summary>
    public long? Total { get; init; }
}
