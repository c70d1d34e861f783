namespace SageTasks.Runs;

/// <summary>Whether an empty list of runs can be believed. A single empty answer proves nothing, since servers give one by mistake: a run that was
/// seen earlier refutes it, and without one several looks over a while must agree.</summary>
internal sealed class ListWitness(TimeProvider time)
{
    private const int MostLooks = 10;

    /// <summary>Between the looks at a list that nothing but itself tells to be empty, so that a short outage has passed before the last.</summary>
    public static readonly IReadOnlyList<TimeSpan> Pauses = [TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1)];

    private volatile string? _witness;

    /// <summary>The first page; null where an empty list could not be confirmed.</summary>
    public async Task<TPage?> FirstPageAsync<TPage>(IRunList<TPage> list, CancellationToken cancellationToken)
        where TPage : class
    {
        var empty = 0;
        for (var looks = 0; looks < MostLooks; looks++)
        {
            var page = await list.FirstPageAsync(cancellationToken).ConfigureAwait(false);
            if (!list.IsEmpty(page))
            {
                _witness = list.LastOf(page) ?? _witness;
                return page;
            }

            if (list.ContradictsItself(page) || await IsRefutedAsync(list, cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            if (empty == Pauses.Count)
            {
                return page;
            }

            await Task.Delay(Pauses[empty++], time, cancellationToken).ConfigureAwait(false);
        }

        return null;
    }

    private async Task<bool> IsRefutedAsync<TPage>(IRunList<TPage> list, CancellationToken cancellationToken)
    {
        if (_witness is { } id && await list.HasAsync(id, cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        // Gone since, so it no longer speaks against an empty list.
        _witness = null;
        return false;
    }
}
