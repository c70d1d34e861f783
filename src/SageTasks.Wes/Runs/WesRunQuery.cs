namespace SageTasks.Wes;

/// <summary>Which runs to list.</summary>
public sealed record WesRunQuery
{
    /// <summary>Every run.</summary>
    public static WesRunQuery All { get; } = new();

    /// <summary>Tags that the run carries, all of them. They are asked for in the server's own form, where it has one, and checked here.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init => field = value ?? new Dictionary<string, string>(StringComparer.Ordinal); } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>How many runs a page is asked for; servers may give fewer.</summary>
    /// <value>100.</value>
    public int PageSize { get; init; } = 100;
}
