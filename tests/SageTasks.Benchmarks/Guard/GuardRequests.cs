using System.Globalization;
using SageTasks.Http;
using SageTasks.Runs;
using SageTasks.Testing;
using SageTasks.Tower;

namespace SageTasks.Benchmarks;

/// <summary>Requests for each submission in bulk, everything counted: new work needs its one launch, a reuse the one request that verifies it.</summary>
internal static class GuardRequests
{
    private const double Goal = 1.05;

    public static async Task<Line> MeasureAsync(Scale scale, CancellationToken cancellationToken)
    {
        var requests = 0L;
        await using var tower = await LocalTower.StartAsync(
            new LocalTowerOptions { RunHistory = null, Observer = _ => Interlocked.Increment(ref requests) }, cancellationToken);
        tower.SimulateUnknownPipelines(new SimulatedRun());
        var fresh = await RequestsAsync(SubmissionOutcome.Launched);
        var reused = await RequestsAsync(SubmissionOutcome.Reused);
        return new Line
        {
            Ratio = Math.Max(fresh, reused),
            Goal = Goal,
            Details = string.Create(
                CultureInfo.InvariantCulture,
                $"new={fresh:0.000} reused={reused:0.000} submissions={scale.Submissions} settle={scale.SettleTime.TotalSeconds}s"),
        };

        async Task<double> RequestsAsync(SubmissionOutcome expected)
        {
            var before = Interlocked.Read(ref requests);
            await SubmitAllAsync(tower, scale, expected, cancellationToken);
            return (double)(Interlocked.Read(ref requests) - before) / scale.Submissions;
        }
    }

    // A new client and a new guard each time, as another process would have.
    private static async Task SubmitAllAsync(LocalTower tower, Scale scale, SubmissionOutcome expected, CancellationToken cancellationToken)
    {
        var client = new TowerClient(new TowerClientOptions
        {
            Endpoint = tower.Url,
            Token = tower.Token,
            WorkspaceId = tower.WorkspaceId,
            Http = new ApiOptions { Limit = new LimitOptions { RequestsPerSecond = scale.RequestsPerSecond } },
        });
        var runs = new TowerRuns(client, new TowerRunsOptions { Service = "benchmark", SettleTime = scale.SettleTime, VisibleHistory = null });
        var plans = Enumerable.Range(0, scale.Submissions).Select(number => new RunPlan<TowerLaunch>
        {
            Request = new TowerLaunch { Pipeline = "https://github.com/sage/work", Parameters = new() { ["number"] = number } },
        });
        await foreach (var result in new SubmissionGuard().SubmitAllAsync(runs, plans, cancellationToken: cancellationToken))
        {
            if (result.Submission?.Outcome != expected)
            {
                throw new InvalidOperationException($"Plan {result.Index} was {result.Submission?.Outcome.ToString() ?? result.Error}, not {expected}.");
            }
        }
    }
}
