using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SageTasks.ContractSuites;
using SageTasks.Runs;
using SageTasks.Testing;

namespace SageTasks.Tes.Tests.Local;

/// <summary>The guard suite's server: a local TES over real HTTP, which behaves like one of the real ones. Parameters are variables of the
/// task's environment, the revision is the image's, and profiles are arguments.</summary>
internal sealed class TesHarness(LocalTes tes, SkippingTime time) : IGuardHarness<TesTask>
{
    private const string Creates = "POST /tasks";
    private const string Lists = "GET /tasks";

    public TimeSpan SettleTime { get; } = TimeSpan.FromSeconds(5);

    public TimeProvider Time => time;

    public int Started => tes.Journal.OfKind("task.created").Count;

    public static async Task<TesHarness> StartAsync(LocalTesPersonality personality)
    {
        var time = new SkippingTime();
        var tes = await LocalTes.StartAsync(new LocalTesOptions
        {
            Personality = personality,
            TimeProvider = time,
            Simulation = new LocalTesSimulation { Waits = TimeSpan.Zero, Runs = null },
        });
        return new TesHarness(tes, time);
    }

    public IRunPlatform<TesTask> Connect() => new HoldingPlatform<TesTask>(
        new TesRuns(tes.Connect(), new TesRunsOptions { SettleTime = SettleTime, CommitHorizon = 2 * SettleTime, PageSize = 100 }, time.WhileHeld), time);

    public string PointerTo(string parameter) => $"/executors/0/env/{parameter}";

    public TesTask Request(JsonObject parameters, string revision = "1.0", params string[] profiles) => new()
    {
        Name = "suite",
        Inputs = [new TesInput { Path = "/in/script.sh", Content = "true" }],
        Outputs = [new TesOutput { Path = "/out/log.txt", Url = "s3://bucket/log.txt" }],
        Executors =
        [
            new TesExecutor
            {
                Image = $"suite:{revision}",
                Command = ["sh", "/in/script.sh", .. profiles],
                Env = parameters.Where(parameter => parameter.Value is not null).ToDictionary(parameter => parameter.Key, parameter => Text(parameter.Value!)),
                Stdout = "/out/log.txt",
            },
        ],
    };

    public Task<IReadOnlyList<RunSnapshot>> TruthAsync() => Task.FromResult<IReadOnlyList<RunSnapshot>>([.. tes.Tasks.Select(task => new RunSnapshot
    {
        Id = task.Id,
        Name = task.Name,
        State = TaskStates.Read(TesState.Create(task.State)),
        CreatedAt = task.CreationTime,
    })]);

    public Task SetStateAsync(string runId, RunState state)
    {
        tes.SetState(runId, state switch
        {
            RunState.Succeeded => LocalTesState.Complete,
            RunState.Failed => LocalTesState.ExecutorError,
            RunState.Canceled => LocalTesState.Canceled,
            RunState.Running => LocalTesState.Running,
            RunState.Queued => LocalTesState.Queued,
            _ => LocalTesState.Unknown,
        });
        return Task.CompletedTask;
    }

    public Task DeleteAsync(string runId)
    {
        tes.Expire(runId);
        return Task.CompletedTask;
    }

    public Task CloneAsync(string runId, JsonObject parameters)
    {
        var env = Request(parameters).Executors[0].Env;
        var copy = tes.CloneTask(runId, task => task["executors"]![0]!["env"] = JsonSerializer.SerializeToNode(env));
        tes.SetState(copy, LocalTesState.Running);
        return Task.CompletedTask;
    }

    public Task<string> StartByHandAsync(TesTask request) => tes.Connect().CreateTaskAsync(request with { Name = "by hand" });

    public Task AddHistoryAsync(int count)
    {
        for (var index = 0; index < count; index++)
        {
            tes.AddPastTask(new PastTesTask { Name = $"past-{index}", Tags = new Dictionary<string, string> { ["study"] = $"s{index}" } });
        }

        return Task.CompletedTask;
    }

    public void LoseNextReply() => tes.Faults.Strike(FaultKind.DropReply, Creates);

    public void CommitNextLate(TimeSpan delay) => tes.Faults.Strike(FaultKind.LateCommit, Creates, delay: delay);

    public void DeliverNextTwice() => tes.Faults.Strike(FaultKind.DeliverTwice, Creates);

    public void LoseNextRequest() => tes.Faults.Strike(FaultKind.DropRequest, Creates);

    public void HideNewRuns(TimeSpan lag) =>
        tes.Faults.Add(new FaultRule { Kind = FaultKind.HideFromLists, Route = Creates, Probability = 1, Delay = lag / 4, MaxDelay = lag });

    public void IgnoreFilters() => tes.Faults.Add(new FaultRule { Kind = FaultKind.IgnoreSearch, Route = Lists, Probability = 1 });

    public void BreakLookups(bool broken)
    {
        if (broken)
        {
            tes.Faults.Add(new FaultRule { Kind = FaultKind.FailBefore, Route = Lists, Probability = 1, Status = 503 });
        }
        else
        {
            tes.Faults.Remove(FaultKind.FailBefore);
        }
    }

    public void ReserializeRequests() => tes.Faults.Add(new FaultRule { Kind = FaultKind.Reserialize, Route = "GET /tasks/*", Probability = 1 });

    public ValueTask DisposeAsync() => tes.DisposeAsync();

    // TES knows text only: a number has one spelling here.
    private static string Text(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.Number => decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture).ToString("0.############", CultureInfo.InvariantCulture),
        _ => value.ToJsonString(),
    };
}
