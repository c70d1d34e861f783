using System.Text.Json;
using System.Text.Json.Nodes;
using SageTasks.Runs;
using SageTasks.Testing;
using SageTasks.Tower;

namespace SageTasks.GuardStorm;

/// <summary>The storm on Nextflow Tower.</summary>
internal sealed class TowerStorm : IStormPlatform
{
    private const string Pipeline = "https://github.com/sagetasks/storm";

    public string Name => "tower";

    public StormRoutes Routes { get; } =
        new("POST /workflow/launch", "GET /workflow", "GET /workflow/**", "GET /workflow/*/launch", "POST /workflow/*/cancel");

    public async Task<StormServer> StartAsync(FaultPlan faults, Action<ObservedExchange> observer, CancellationToken cancellationToken)
    {
        var tower = await LocalTower.StartAsync(new LocalTowerOptions { FaultPlan = faults, RunHistory = null, Observer = observer }, cancellationToken);
        tower.AddPipeline(new LocalPipeline { Url = Pipeline, Simulation = new SimulatedRun { Runs = null } });
        return new StormServer
        {
            Platform = tower,
            Url = tower.Url,
            Token = tower.Token,
            WorkspaceId = tower.WorkspaceId,
            Faults = tower.Faults,
            Journal = tower.Journal,
        };
    }

    public IStormClient Connect(StormOrder order, SubmissionGuard guard)
    {
        var client = new TowerClient(new TowerClientOptions { Endpoint = order.Endpoint, Token = order.Token, WorkspaceId = order.WorkspaceId, Http = StormClient.Http });
        var options = new TowerRunsOptions { SettleTime = order.SettleTime, CommitHorizon = order.CommitHorizon, VisibleHistory = null };
        return new StormClient<TowerLaunch>(guard, new TowerRuns(client, options), Request);
    }

    public StormEvent? Read(CommitEntry entry) => entry.Kind switch
    {
        "run.created" => new StormEvent(WorkOf(entry.Payload)),
        "run.status" when entry.Payload.GetProperty("status").GetString() == TowerStatus.Cancelled => StormEvent.Canceled,
        _ => null,
    };

    private static TowerLaunch Request(int work) => new()
    {
        Pipeline = Pipeline,
        RunNamePrefix = "storm",
        // The verdict groups runs by this id, not by the guard's key.
        Parameters = new JsonObject { ["work_id"] = work, ["threshold"] = 0.50, ["samples"] = new JsonArray("a", "b") },
    };

    private static int WorkOf(JsonElement payload)
    {
        using var parameters = JsonDocument.Parse(payload.GetProperty("paramsText").GetString()!);
        return parameters.RootElement.GetProperty("work_id").GetInt32();
    }
}
