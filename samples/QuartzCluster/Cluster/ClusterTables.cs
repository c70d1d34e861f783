using System.Text.Json;
using Quartz;
using Quartz.Extensibility;
using QuartzCluster.Jobs;
using SageTasks.Runs;

namespace QuartzCluster.Cluster;

/// <summary>Reads the tables that all nodes write (<c>QRTZ_*</c>): any node can tell of the whole cluster.</summary>
internal sealed class ClusterTables(ISchedulerFactory schedulers, IExecutionHistoryStore history)
{
    public const string Scheduler = "sagetasks";

    public async Task<ClusterState> ReadAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var executions = (await history.QueryExecutions(new ExecutionHistoryQuery { SchedulerName = Scheduler, Take = PagedQuery.All }, cancellationToken)).Items;
        return new ClusterState
        {
            At = scheduler.TimeProvider.GetUtcNow(),
            Nodes = await scheduler.QueryClusterNodes(cancellationToken),
            Triggers = (await scheduler.QueryTriggers(new TriggerQuery { Take = PagedQuery.All }, cancellationToken)).Items,
            Firings = (await scheduler.QueryFireInstances(new FireInstanceQuery { Take = PagedQuery.All }, cancellationToken)).Items,
            Executions = executions,
            Works = [.. executions.Where(execution => WorkOf(execution) is not null).GroupBy(execution => WorkOf(execution)!, StringComparer.Ordinal).Select(StateOf).OrderBy(work => work.Work, StringComparer.Ordinal)],
        };
    }

    /// <summary>One line for programs.</summary>
    public static string Summarize(ClusterState state)
    {
        var outcomes = state.Executions.Select(execution => Metric(execution, Steps.Outcome)).Where(outcome => outcome is not null).ToList();
        var reused = outcomes.Count(outcome => outcome is nameof(SubmissionOutcome.Attached) or nameof(SubmissionOutcome.Reused));
        var runs = state.Works.Select(work => work.Run).Where(run => run is not null).Distinct(StringComparer.Ordinal).Count();
        var failed = state.Executions.Count(execution => execution.EffectiveResult == JobRunResult.Failed && !execution.RetryScheduled);
        return $"jobs={state.Executions.Count} launched={outcomes.Count - reused} reused={reused} runs={runs} failed={failed}";
    }

    /// <summary>The work that a job was for; null where it was for none, or failed.</summary>
    public static string? WorkOf(ExecutionHistoryEntry execution) => Metric(execution, Steps.Work);

    private static WorkState StateOf(IGrouping<string, ExecutionHistoryEntry> executions)
    {
        var last = executions.MaxBy(execution => execution.FiredAtUtc)!;
        var run = executions.OrderByDescending(execution => execution.FiredAtUtc).Select(execution => Metric(execution, Steps.Run)).FirstOrDefault(id => id is not null);
        return new WorkState(executions.Key, run, last.JobName, last.Summary ?? last.EffectiveResult.ToString(), last.FiredAtUtc);
    }

    private static string? Metric(ExecutionHistoryEntry execution, string name)
    {
        if (execution.MetricsJson is null)
        {
            return null;
        }

        using var metrics = JsonDocument.Parse(execution.MetricsJson);
        return metrics.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
    }
}
