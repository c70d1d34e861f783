using SageTasks.Http;
using SageTasks.Tower;

namespace SageTasks.Benchmarks;

/// <summary>All runs of a workspace by <see cref="TowerClient"/>, against a loop over raw JSON tokens that takes every field that a row shows.</summary>
internal static class DrainRuns
{
    public static async Task<Line> MeasureAsync(Scale scale, CancellationToken cancellationToken)
    {
        await using var server = await ServerProcess.StartAsync("runs", scale.Runs, cancellationToken);
        var client = new TowerClient(new TowerClientOptions
        {
            Endpoint = server.Url,
            Token = server.Token,
            WorkspaceId = 1,
            Http = new ApiOptions { Limit = new LimitOptions { RequestsPerSecond = double.PositiveInfinity, ConcurrentRequests = 16 } },
        });
        using var http = new HttpClient { BaseAddress = server.Url };
        var ratios = await InTurns.RatioAsync(scale.Rounds, _ => OursAsync(client, cancellationToken), _ => RawRuns.ReadAsync(http, cancellationToken));
        return new Line { Ratio = ratios.Time, Goal = 1.3, Details = $"cpu={ratios.Processor:0.000} rows={scale.Runs} page=100" };
    }

    private static async Task<Listed> OursAsync(TowerClient client, CancellationToken cancellationToken)
    {
        var listed = new Listed();
        await foreach (var item in client.ListRunsAsync(cancellationToken: cancellationToken))
        {
            var run = item.Workflow;
            listed.Count++;
            listed.Add(run.Id);
            listed.Add(run.RunName);
            listed.Add(run.ProjectName);
            listed.Add(run.SessionId);
            listed.Add(run.Status?.Value);
            listed.Add(run.Revision);
            listed.Add(run.UserName);
            listed.Add(run.Submit);
            listed.Add(run.Start);
            listed.Add(run.Complete);
            listed.Add(run.DateCreated);
            listed.Add(run.ErrorMessage);
            listed.Add(run.ExitStatus);
            listed.Add(item.OrgId);
            listed.Add(item.OrgName);
            listed.Add(item.WorkspaceId);
            listed.Add(item.WorkspaceName);
            listed.Add(item.Starred);
        }

        return listed;
    }
}
