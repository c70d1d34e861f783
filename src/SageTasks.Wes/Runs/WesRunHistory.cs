using System.Runtime.CompilerServices;
using SageTasks.Http;
using SageTasks.Reports;

namespace SageTasks.Wes;

/// <summary>The runs of a server for a report. WES tells neither names nor costs, and what a run runs only of one run at a time. Safe for use by
/// many threads.</summary>
public class WesRunHistory : IRunHistory
{
    private readonly WesClient _client;

    /// <summary>The history of a client's server.</summary>
    public WesRunHistory(WesClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
    }

    /// <inheritdoc/>
    public virtual bool CanShow(string service)
    {
        ArgumentNullException.ThrowIfNull(service);

        // The name that options give a server stands without the platform's.
        return service.StartsWith("wes:", StringComparison.Ordinal) || !service.Contains(':', StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    /// <remarks><c>GET /runs</c>, and <c>GET /runs/{run_id}</c> for the workflow of each run that fits: lists do not name it.</remarks>
    public virtual async IAsyncEnumerable<ReportedRun> ListAsync(RunHistoryQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var rows = _client.ListRunsAsync(WesRunQuery.All, cancellationToken).Where(row => MayFit(row, query));
        await foreach (var run in RunDetails.ReadAsync(rows, row => GetAsync(row.RunId, cancellationToken), cancellationToken).ConfigureAwait(false))
        {
            if (query.Fits(run.Run))
            {
                yield return run;
            }
        }
    }

    // A list may lack the tag that tells when a run was asked for, which was before it started; lists of version 1.0 do. Some tell no state.
    private static bool MayFit(WesRunSummary row, RunHistoryQuery query)
    {
        var told = query with
        {
            CreatedTo = RunTags.TimeOf(row.Tags) is null ? null : query.CreatedTo,
            States = row.State is null ? [] : query.States,
        };
        return told.Fits(RunSnapshots.Of(row));
    }

    /// <inheritdoc/>
    /// <remarks><c>GET /runs/{run_id}</c>.</remarks>
    public virtual async Task<ReportedRun?> GetAsync(string runId, CancellationToken cancellationToken = default)
    {
        try
        {
            var run = await _client.GetRunAsync(runId, cancellationToken).ConfigureAwait(false);
            return new ReportedRun
            {
                Service = RunPreparation.ServiceName(_client.Endpoint),
                Run = RunSnapshots.Of(runId, run),
                Work = run.Request?.WorkflowUrl is { Length: > 0 } workflow ? workflow : null,
                StartedAt = run.RunLog?.StartTime,
            };
        }
        catch (ApiException refused) when (Refusals.IsUnknownRun(refused))
        {
            return null;
        }
    }
}
