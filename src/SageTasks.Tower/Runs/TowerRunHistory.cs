using System.Runtime.CompilerServices;
using SageTasks.Http;
using SageTasks.Reports;
using SageTasks.Runs;

namespace SageTasks.Tower;

/// <summary>The runs of a client's workspace for a report, with what Tower says they cost. Safe for use by many threads.</summary>
public class TowerRunHistory : IRunHistory
{
    private readonly TowerClient _client;
    private readonly RunSnapshots _snapshots;
    private readonly FreshValues<string> _service = new(TimeSpan.FromHours(1), TimeProvider.System);

    /// <summary>The history of a client's workspace.</summary>
    public TowerRunHistory(TowerClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
        _snapshots = new RunSnapshots(client.Endpoint ?? TowerClientOptions.CloudEndpoint);
    }

    /// <inheritdoc/>
    public virtual bool CanShow(string service)
    {
        ArgumentNullException.ThrowIfNull(service);
        return service.Length == 0 || service.StartsWith("tower:", StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    /// <remarks><c>GET /workflow</c>, and <c>GET /workflow/{workflowId}</c> for the cost of each run that fits.</remarks>
    public virtual async IAsyncEnumerable<ReportedRun> ListAsync(RunHistoryQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var days = new RunQuery { After = Day(query.CreatedFrom), Before = Day(query.CreatedTo) };
        var fitting = _client.ListRunsAsync(days, cancellationToken).Where(item => query.Fits(_snapshots.Of(item)));
        await foreach (var run in RunDetails.ReadAsync(fitting, item => GetAsync(item.Workflow.Id, cancellationToken), cancellationToken).ConfigureAwait(false))
        {
            yield return run;
        }
    }

    /// <inheritdoc/>
    /// <remarks><c>GET /workflow/{workflowId}</c>. The cost is the run's own, else the estimate in its progress, which names no currency.</remarks>
    public virtual async Task<ReportedRun?> GetAsync(string runId, CancellationToken cancellationToken = default)
    {
        try
        {
            var details = await _client.GetRunAsync(runId, cancellationToken).ConfigureAwait(false);
            var run = details.Workflow;
            return new ReportedRun
            {
                Service = await _service.GetAsync(string.Empty, ServiceAsync, cancellationToken).ConfigureAwait(false),
                Run = _snapshots.Of(details),
                Work = string.Join(" · ", ((string?[])[run.Repository ?? run.ProjectName, run.Revision]).Where(word => !string.IsNullOrEmpty(word))) is { Length: > 0 } work ? work : null,
                StartedAt = run.Start,
                Cost = CostOf(details),
            };
        }
        catch (ApiException refused) when (refused is AccessDeniedException { Error.Status: 403 } or NotFoundException)
        {
            // Tower does not tell a run that is gone from one that this token does not see.
            return null;
        }
    }

    private async Task<string> ServiceAsync(CancellationToken cancellationToken) =>
        $"tower:{TowerService.Name(_client.Endpoint ?? TowerClientOptions.CloudEndpoint)}/{await TowerService.PlaceAsync(_client, cancellationToken).ConfigureAwait(false)}";

    private static RunCost? CostOf(WorkflowDetails details) => details switch
    {
        { Cost: { } cost } => new RunCost { Amount = cost, Currency = details.CostCurrency, IsEstimate = details.CostIsEstimate == true },
        { Progress.Totals.Cost: { } estimate } => new RunCost { Amount = estimate, IsEstimate = true },
        _ => null,
    };

    private static DateOnly? Day(DateTimeOffset? time) => time is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : null;
}
