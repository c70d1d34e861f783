using SageTasks.Http;
using SageTasks.Runs;

namespace SageTasks.Tes;

/// <summary>Reads a list of tasks so that what it leaves out is provably not there: TES counts nothing and promises no order, so an empty answer
/// must be confirmed by something else than itself, wherever in the list it comes.</summary>
internal sealed class TaskListReader(int maxPages, TimeProvider time)
{
    public const string EmptyByMistake = "the server answers with an empty list of tasks, although it has some";

    private const int MaxRestarts = 4;
    private const int EmptyPageLooks = 3;

    private readonly ListWitness _witness = new(time);

    /// <summary>The first page of all tasks; null where an empty list could not be confirmed.</summary>
    public Task<TesTaskPage?> FirstPageAsync(TaskLookUp look, CancellationToken cancellationToken) => _witness.FirstPageAsync(look, cancellationToken);

    /// <summary>All tasks that match a filter (null: all tasks), beginning with a page that was read already where there is one.</summary>
    public async Task<TaskScan> ScanAsync(TaskLookUp look, TesTagFilter? filter, TesTaskPage? first, CancellationToken cancellationToken)
    {
        TaskScan scan;
        var restarts = 0;
        do
        {
            scan = await TryScanAsync(look, filter, first, cancellationToken).ConfigureAwait(false);
            first = null;
        }
        while (!scan.IsComplete && !scan.IsFinal && restarts++ < MaxRestarts);

        return scan;
    }

    private async Task<TaskScan> TryScanAsync(TaskLookUp look, TesTagFilter? filter, TesTaskPage? first, CancellationToken cancellationToken)
    {
        var scan = new TaskScan();
        var page = first ?? await BeginAsync(look, filter, cancellationToken).ConfigureAwait(false);
        if (page is null)
        {
            scan.IncompleteBecause = EmptyByMistake;
            return scan;
        }

        var tokens = new HashSet<string>(StringComparer.Ordinal);
        for (scan.Pages = 1; ; scan.Pages++)
        {
            scan.Add(page.Tasks);
            if (TaskLookUp.Next(page) is not { } token)
            {
                return scan;
            }

            if (!tokens.Add(token))
            {
                // Behind the last page some servers repeat their token for ever; with tasks on the page, it is a server that ignores it.
                return page.Tasks.Count == 0 ? scan : End(scan, "the server gives the same token for the next page twice", isFinal: true);
            }

            if (scan.Pages >= maxPages)
            {
                return End(scan, FormattableString.Invariant($"there are more than {maxPages} pages of tasks, which is where reading stops"), isFinal: true);
            }

            (page, var because) = await FollowAsync(look, filter, token, scan.Tasks.Count > 0, cancellationToken).ConfigureAwait(false);
            if (page is null)
            {
                return End(scan, because, isFinal: false);
            }
        }
    }

    private async Task<TesTaskPage?> BeginAsync(TaskLookUp look, TesTagFilter? filter, CancellationToken cancellationToken) => filter is null
        ? await FirstPageAsync(look, cancellationToken).ConfigureAwait(false)
        : await look.PageAsync(filter, null, cancellationToken).ConfigureAwait(false);

    /// <summary>The page behind a token, or why there is none.</summary>
    private static async Task<(TesTaskPage? Page, string Because)> FollowAsync(
        TaskLookUp look, TesTagFilter? filter, string token, bool hasTasks, CancellationToken cancellationToken)
    {
        try
        {
            var page = await look.PageAsync(filter, token, cancellationToken).ConfigureAwait(false);
            return (page.Tasks.Count > 0 ? page : await ConfirmedAsync(look, filter, token, hasTasks, cancellationToken).ConfigureAwait(false), EmptyByMistake);
        }
        catch (ApiException refused) when (refused.Error.Status is 400 or 404 or 410)
        {
            // TESK's tokens expire.
            return (null, "the server does not know its own token for the next page any more");
        }
    }

    /// <summary>Looks again at a page that came empty. Servers that give a token on the last page too answer it with an empty one; a server that
    /// makes a mistake shows its first page empty as well, or the page itself not empty any more. Null where it made one.</summary>
    private static async Task<TesTaskPage?> ConfirmedAsync(TaskLookUp look, TesTagFilter? filter, string token, bool hasTasks, CancellationToken cancellationToken)
    {
        if (hasTasks && (await look.PageAsync(filter, null, cancellationToken).ConfigureAwait(false)).Tasks.Count == 0)
        {
            return null;
        }

        var page = await look.PageAsync(filter, token, cancellationToken).ConfigureAwait(false);
        for (var looks = 2; looks < EmptyPageLooks && page.Tasks.Count == 0; looks++)
        {
            page = await look.PageAsync(filter, token, cancellationToken).ConfigureAwait(false);
        }

        return page;
    }

    private static TaskScan End(TaskScan scan, string because, bool isFinal)
    {
        (scan.IncompleteBecause, scan.IsFinal) = (because, isFinal);
        return scan;
    }
}
