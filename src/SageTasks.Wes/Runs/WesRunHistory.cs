using System.Runtime.CompilerServices;
using SageTasks.Http;
using SageTasks.Reports;

namespace SageTasks.Wes;

/// <summary>The runs of a server for a report. WES tells neither names nor costs. Safe for use by many threads.</summary>
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
    /// <remarks><c>GET /runs</c>, and <c>GET /runs/{run_id}</c> for times and workflow of each run.</remarks>
    public virtual async IAsyncEnumerable<ReportedRun> ListAsync(RunHistoryQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var rows = _client.ListRunsAsync(WesRunQuery.All, cancellationToken);
        await foreach (var run in RunDetails.ReadAsync(rows, row => GetAsync(row.RunId, cancellationToken), cancellationToken).ConfigureAwait(false))
        {
            if (query.Fits(run.Run))
            {
                yield return run;
            }
        }
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
