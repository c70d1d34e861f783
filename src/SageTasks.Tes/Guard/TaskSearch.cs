using SageTasks.Runs;

namespace SageTasks.Tes;

/// <summary>The server's filter by tags, as one look-up asks it.</summary>
internal sealed class TaskSearch(TaskLookUp look, TaskListReader reader) : IRunSearch<TesTask>
{
    public async Task<IReadOnlyCollection<TesTask>?> FindAsync(SubmissionKey key, CancellationToken cancellationToken)
    {
        var filter = new TesTagFilter(TaskTags.Key, key.Value);
        var scan = await reader.ScanAsync(look, filter, first: null, cancellationToken).ConfigureAwait(false);
        return scan.IsComplete && scan.Tasks.Values.All(task => Matches(task, filter)) ? scan.Tasks.Values : null;
    }

    public async Task<SearchPage?> PageAsync(SearchTerm term, string? token, CancellationToken cancellationToken)
    {
        var filter = new TesTagFilter(term.Tag!, term.Value);
        var page = await look.PageAsync(filter, token, cancellationToken).ConfigureAwait(false);
        return page.Tasks.All(task => Matches(task, filter)) ? new SearchPage([.. page.Tasks.Select(task => task.Id!)], TaskLookUp.Next(page)) : null;
    }

    /// <summary>A task behind the first page by which the filter can be tried.</summary>
    public static Canary? Canary(TesTaskPage first, TesTaskPage second)
    {
        var front = first.Tasks.Select(task => task.Id).ToHashSet(StringComparer.Ordinal);
        return Runs.Canary.Behind(
            first.Tasks.SelectMany(task => task.Tags),
            second.Tasks.Where(task => !front.Contains(task.Id)).Select(task => (task.Id!, task.Tags.AsEnumerable())),
            TaskTags.Key,
            // Funnel on several databases cannot search for keys with a dot.
            tag => !tag.Key.Contains('.', StringComparison.Ordinal));
    }

    private static bool Matches(TesTask task, TesTagFilter filter) =>
        task.Tags.TryGetValue(filter.Key, out var value) && string.Equals(value, filter.Value, StringComparison.Ordinal);
}
