using System.Text.Json.Nodes;
using SageTasks.Runs;
using SageTasks.Testing;
using SageTasks.Wes;

namespace SageTasks.GuardStorm;

/// <summary>The storm on GA4GH WES, as one of the servers in use behaves.</summary>
/// <param name="name">What <c>--platform</c> calls it.</param>
/// <param name="personality">The server that it behaves like.</param>
internal sealed class WesStorm(string name, LocalWesPersonality personality) : IStormPlatform
{
    public string Name => name;

    public StormRoutes Routes { get; } = new("POST /runs", "GET /runs", "GET /runs/**", "GET /runs/*", "POST /runs/*/cancel");

    public async Task<StormServer> StartAsync(FaultPlan faults, Action<ObservedExchange> observer, CancellationToken cancellationToken)
    {
        var wes = await LocalWes.StartAsync(
            new LocalWesOptions { Personality = personality, IsScripted = true, FaultPlan = faults, Observer = observer }, cancellationToken);
        return new StormServer { Platform = wes, Url = wes.Endpoint, Faults = wes.Faults, Journal = wes.Journal };
    }

    public IStormClient Connect(StormOrder order, SubmissionGuard guard)
    {
        var client = new WesClient(new WesClientOptions { Endpoint = order.Endpoint, UserName = "storm", Http = StormClient.Http });
        var options = new WesRunsOptions { SettleTime = order.SettleTime, CommitHorizon = order.CommitHorizon };
        return new StormClient<WesRunRequest>(guard, new WesRuns(client, options), Request);
    }

    public StormEvent? Read(CommitEntry entry) => entry.Kind switch
    {
        "run.created" => new StormEvent(entry.Payload.GetProperty("workflow_params").GetProperty("work_id").GetInt32()),
        "run.state" when entry.Payload.GetProperty("state").GetString() == LocalWesState.Canceled => StormEvent.Canceled,
        _ => null,
    };

    private static WesRunRequest Request(int work) => new()
    {
        WorkflowUrl = "main.cwl",
        WorkflowType = "CWL",
        WorkflowTypeVersion = "v1.2",
        Attachments = [WesAttachment.FromText("main.cwl", "cwlVersion: v1.2")],
        Tags = new Dictionary<string, string> { ["ProjectId"] = "storm" },
        // The verdict groups runs by this id, not by the guard's key.
        Parameters = new JsonObject { ["work_id"] = work, ["threshold"] = 0.50, ["samples"] = new JsonArray("a", "b") },
    };
}
