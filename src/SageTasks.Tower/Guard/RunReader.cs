using SageTasks.Runs;

namespace SageTasks.Tower;

/// <summary>Reads a list of runs so that what it leaves out is provably not there: pages overlap by a row, rows are counted against the
/// server's own total, and an empty list must be confirmed by something else than itself.</summary>
internal sealed class RunReader(int maxPages, TimeProvider time)
{
    private const int MaxRestarts = 6;

    public const string EmptyByMistake = "the server answers with an empty list of runs, although it has some";

    private readonly ListWitness _witness = new(time);

    /// <summary>The newest page of all runs; null where an empty list could not be confirmed.</summary>
    public Task<WorkflowPage?> FirstPageAsync(LookUp look, CancellationToken cancellationToken) => _witness.FirstPageAsync(look, cancellationToken);

    /// <summary>All runs that match a search (null: all runs), beginning with a page that was read already where there is one.</summary>
    public async Task<RunScan> ScanAsync(LookUp look, string? search, WorkflowPage? first, CancellationToken cancellationToken)
    {
        RunScan scan;
        var restarts = 0;
        do
        {
            scan = await TryScanAsync(look, search, first, cancellationToken).ConfigureAwait(false);
            first = null;
        }
        while (!scan.IsComplete && !scan.IsFinal && restarts++ < MaxRestarts);

        return scan;
    }

    private async Task<RunScan> TryScanAsync(LookUp look, string? search, WorkflowPage? first, CancellationToken cancellationToken)
    {
        var scan = new RunScan();
        var page = first ?? await BeginAsync(look, search, cancellationToken).ConfigureAwait(false);
        if (page is null)
        {
            scan.IncompleteBecause = EmptyByMistake;
            return scan;
        }

        var expected = page.TotalSize;
        var offset = 0;
        for (var pages = 1; ; pages++)
        {
            scan.Add(page.Workflows);
            if (!(page.HasMore ?? page.Workflows.Count >= LookUp.PageSize))
            {
                break;
            }

            if (pages >= maxPages)
            {
                scan.IsFinal = true;
                scan.IncompleteBecause = FormattableString.Invariant($"there are more than {maxPages} pages of runs, which is where reading stops");
                return scan;
            }

            if (page.Workflows.Count < 2)
            {
                scan.IncompleteBecause = "the server says that there are more runs, but shows none";
                return scan;
            }

            var last = page.Workflows[^1].Workflow.Id;
            offset += page.Workflows.Count - 1;
            page = await look.PageAsync(search, offset, cancellationToken).ConfigureAwait(false);
            if (page.Workflows.All(item => !string.Equals(item.Workflow.Id, last, StringComparison.Ordinal)))
            {
                scan.IncompleteBecause = "the list of runs kept changing while it was read";
                return scan;
            }
        }

        // Runs that are launched meanwhile only add to it; fewer than there were at the start means that some were not shown.
        if (expected > scan.Rows.Count)
        {
            scan.IncompleteBecause = FormattableString.Invariant($"the server counts {expected} runs, but shows {scan.Rows.Count}");
        }

        return scan;
    }

    // A list that is read again must begin as carefully as the first time: an empty answer then would look like a whole one.
    private async Task<WorkflowPage?> BeginAsync(LookUp look, string? search, CancellationToken cancellationToken) => search is null
        ? await FirstPageAsync(look, cancellationToken).ConfigureAwait(false)
        : await look.PageAsync(search, 0, cancellationToken).ConfigureAwait(false);
}
