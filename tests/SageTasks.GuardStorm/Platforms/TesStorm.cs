using System.Globalization;
using SageTasks.Runs;
using SageTasks.Tes;
using SageTasks.Testing;

namespace SageTasks.GuardStorm;

/// <summary>The storm on GA4GH TES.</summary>
internal sealed class TesStorm : IStormPlatform
{
    private const string WorkTag = "work-id";

    public string Name => "tes";

    // A task's stored request is the task itself.
    public StormRoutes Routes { get; } = new("POST /tasks", "GET /tasks", "GET /tasks/**", "GET /tasks/*", "POST /tasks/*");

    public async Task<StormServer> StartAsync(FaultPlan faults, Action<ObservedExchange> observer, CancellationToken cancellationToken)
    {
        var tes = await LocalTes.StartAsync(
            new LocalTesOptions { FaultPlan = faults, Observer = observer, Simulation = new LocalTesSimulation { Runs = null } }, cancellationToken);
        return new StormServer { Platform = tes, Url = tes.Url, Faults = tes.Faults, Journal = tes.Journal };
    }

    public IStormClient Connect(StormOrder order, SubmissionGuard guard)
    {
        var client = new TesClient(new TesClientOptions { Endpoint = order.Endpoint, Http = StormClient.Http });
        // Pages short of the list, so that a look-up has to follow them, too.
        var options = new TesRunsOptions { SettleTime = order.SettleTime, CommitHorizon = order.CommitHorizon, PageSize = 256 };
        return new StormClient<TesTask>(guard, new TesRuns(client, options), Request);
    }

    public StormEvent? Read(CommitEntry entry) => entry.Kind switch
    {
        "task.created" => new StormEvent(int.Parse(entry.Payload.GetProperty("tags").GetProperty(WorkTag).GetString()!, CultureInfo.InvariantCulture)),
        "task.state" when entry.Payload.GetProperty("state").GetString() == LocalTesState.Canceled => StormEvent.Canceled,
        _ => null,
    };

    private static TesTask Request(int work)
    {
        var id = work.ToString(CultureInfo.InvariantCulture);
        return new TesTaskBuilder("storm")
            .Input("/in/reads.fq", $"s3://storm/{id}.fq")
            .Run("debian:12", ["wc", "-l", "/in/reads.fq"], executor => executor with { Stdout = "/out/lines.txt", Env = new Dictionary<string, string> { ["WORK"] = id } })
            .Output("/out/lines.txt", $"s3://storm/{id}.txt")
            // The verdict groups tasks by this id, not by the guard's key.
            .Tag(WorkTag, id)
            .Build();
    }
}
