using System.Diagnostics.CodeAnalysis;
using SageTasks.Http;

namespace SageTasks.Tes;

/// <summary>Which tasks to list, and how much of each. All conditions must hold.</summary>
public sealed record TesTaskQuery
{
    /// <summary>The largest page that TES allows.</summary>
    public const int LargestPage = 2047;

    /// <summary>Every task, with id and state.</summary>
    public static TesTaskQuery All { get; } = new();

    /// <summary>How the task's name begins.</summary>
    public string? NamePrefix { get; init; }

    /// <summary>Where the task stands. TES-Azure refuses the states that TES 1.1 has added.</summary>
    public TesState? State { get; init; }

    /// <summary>Tags that the task carries, all of them; each key once.</summary>
    [AllowNull]
    public IReadOnlyList<TesTagFilter> Tags { get; init => field = value ?? []; } = [];

    /// <summary>How much of each task to show.</summary>
    /// <value><see cref="TesView.Minimal"/>.</value>
    public TesView View { get; init; } = TesView.Minimal;

    /// <summary>How many tasks to ask for at a time, 1 to <see cref="LargestPage"/>.</summary>
    /// <value>256, as TES itself.</value>
    public int PageSize { get; init; } = 256;

    /// <summary>Whether anything is asked for at all.</summary>
    internal bool IsFiltered => NamePrefix is not null || State is not null || Tags.Count > 0;

    /// <summary>Whether a task fits, as far as it shows what is asked for: a task in the minimal view has neither name nor tags.</summary>
    public bool Fits(TesTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return (State is not { Value: not null } state || task.State is null || state == task.State)
            && (View == TesView.Minimal || (NamePrefix is null || task.Name?.StartsWith(NamePrefix, StringComparison.Ordinal) == true))
            && (View == TesView.Minimal || Tags.All(tag => task.Tags.TryGetValue(tag.Key, out var value) && (tag.Value.Length == 0 || tag.Value == value)));
    }

    /// <summary>The request for a page. Keys and values of tags alternate, each key with a value, be it empty: that form alone means the same
    /// to servers that match the two lists by place and to TES-Azure, which pairs a value with the key before it.</summary>
    internal RequestPath ToPath(string? pageToken)
    {
        var path = RequestPath.Of($"/tasks").Query("name_prefix", NamePrefix).Query("state", State?.Value);
        foreach (var tag in Tags)
        {
            path.Query("tag_key", tag.Key).Query("tag_value", tag.Value);
        }

        return path.Query("page_size", PageSize).Query("page_token", pageToken).Query("view", View.Value ?? TesView.Minimal.Value);
    }

    /// <summary>Refuses what no server could answer.</summary>
    /// <exception cref="ArgumentException">The page size is out of range, or a tag's key is empty or comes twice.</exception>
    internal void Check()
    {
        if (PageSize is < 1 or > LargestPage)
        {
            throw new ArgumentException(FormattableString.Invariant($"{nameof(PageSize)} is {PageSize}, but a page of tasks holds 1 to {LargestPage}."));
        }

        if (Tags.Any(tag => string.IsNullOrEmpty(tag.Key)))
        {
            throw new ArgumentException($"{nameof(Tags)}: a tag's key is empty. Give the key that the task carries.");
        }

        if (Tags.GroupBy(tag => tag.Key, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"{nameof(Tags)}: '{twice.Key}' is asked for twice. A task carries each key once, and servers refuse the second.");
        }
    }
}
