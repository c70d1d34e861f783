using SageTasks.Runs;

namespace SageTasks.Tower;

/// <summary>The server's search by text, as one look-up asks it.</summary>
internal sealed class RunSearch(LookUp look, RunReader reader) : IRunSearch<WorkflowItem>
{
    public async Task<IReadOnlyCollection<WorkflowItem>?> FindAsync(SubmissionKey key, CancellationToken cancellationToken)
    {
        var scan = await reader.ScanAsync(look, key.Value, first: null, cancellationToken).ConfigureAwait(false);
        return scan.IsComplete && scan.Rows.Values.All(item => Mentions(item.Workflow, key)) ? scan.Rows.Values : null;
    }

    // A name is part of many others, and of texts that a list does not show; but nothing has an impossible one.
    public async Task<SearchPage?> PageAsync(SearchTerm term, string? token, CancellationToken cancellationToken)
    {
        var page = await look.PageAsync(term.Value, 0, cancellationToken).ConfigureAwait(false);
        return new SearchPage([.. page.Workflows.Select(item => item.Workflow.Id)]);
    }

    /// <summary>The oldest of the runs of a page by which the search can be tried: an index that lags has it by now.</summary>
    public static Canary? Canary(WorkflowPage first) => first.Workflows.LastOrDefault(item => IsSearchable(item.Workflow.RunName))?.Workflow is { } oldest
        ? new Canary(oldest.Id, new SearchTerm(oldest.RunName!))
        : null;

    private static bool IsSearchable(string? name) =>
        !string.IsNullOrEmpty(name) && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');

    private static bool Mentions(WorkflowRow run, SubmissionKey key) =>
        new[] { run.RunName, run.ProjectName, run.SessionId }.Any(text => text?.Contains(key.Value, StringComparison.OrdinalIgnoreCase) == true);
}
