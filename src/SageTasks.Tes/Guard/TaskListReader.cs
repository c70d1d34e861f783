using SageTasks.Http;

namespace SageTasks.Tes;

/// <summary>Reads a list of tasks so that what it leaves out is provably not there: TES counts nothing and promises no order, so an empty answer
/// must be confirmed by something else than itself, wherever in the list it comes.</summary>
internal sealed class TaskListReader(int maxPages)
{
    public const string EmptyByMistake = "the server answers with an empty list of tasks, although it has some";

    private const int MaxRestarts = 4;
    private const int EmptyLooks = 4;

    private volatile string? _witness;

    /// <summary>The first page of all tasks; null where an empty list could not be confirmed.</summary>
    public async Task<TesTaskPage?> FirstPageAsync(TaskLookUp look, CancellationToken cancellationToken)
    {
        var empty = 0;
        for (var tries = 0; tries < MaxRestarts + EmptyLooks; tries++)
        {
            var page = await look.PageAsync(null, null, cancellationToken).ConfigureAwait(false);
            if (page.Tasks.Count > 0)
            {
                _witness = page.Tasks[^1].Id;
                return page;
            }

            // A single empty answer proves nothing: a task seen earlier refutes it, and without one several looks must agree.
            if (await WitnessLivesAsync(look, cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            if (++empty >= EmptyLooks)
            {
                return page;
            }
        }

        return null;
    }

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

            if (await FollowAsync(look, filter, token, cancellationToken).ConfigureAwait(false) is not { } next)
            {
                return End(scan, "the server does not know its own token for the next page any more", isFinal: false);
            }

            page = next;
        }
    }

    private async Task<TesTaskPage?> BeginAsync(TaskLookUp look, TesTagFilter? filter, CancellationToken cancellationToken) => filter is null
        ? await FirstPageAsync(look, cancellationToken).ConfigureAwait(false)
        : await ConfirmedAsync(look, filter, null, cancellationToken).ConfigureAwait(false);

    private static async Task<TesTaskPage?> FollowAsync(TaskLookUp look, TesTagFilter? filter, string token, CancellationToken cancellationToken)
    {
        try
        {
            return await ConfirmedAsync(look, filter, token, cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException refused) when (refused.Error.Status is 400 or 404 or 410)
        {
            // TESK's tokens expire.
            return null;
        }
    }

    // Servers that give a token on the last page too answer it with an empty one; so does a server that makes a mistake.
    private static async Task<TesTaskPage> ConfirmedAsync(TaskLookUp look, TesTagFilter? filter, string? token, CancellationToken cancellationToken)
    {
        var page = await look.PageAsync(filter, token, cancellationToken).ConfigureAwait(false);
        for (var looks = 1; looks < EmptyLooks - 1 && page.Tasks.Count == 0; looks++)
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

    private async Task<bool> WitnessLivesAsync(TaskLookUp look, CancellationToken cancellationToken)
    {
        if (_witness is not { } id)
        {
            return false;
        }

        try
        {
            await look.TaskAsync(id, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (NotFoundException)
        {
            // Gone since, so it no longer speaks against an empty list.
            _witness = null;
            return false;
        }
    }
}
