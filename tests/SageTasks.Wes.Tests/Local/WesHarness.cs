using System.Globalization;
using System.Text.Json.Nodes;
using SageTasks.ContractSuites;
using SageTasks.Runs;
using SageTasks.Testing;

namespace SageTasks.Wes.Tests.Local;

/// <summary>The guard suite's server: a local WES over real HTTP, behaving like one of the servers in use.</summary>
internal sealed class WesHarness(LocalWes wes, SkippingTime time) : IGuardHarness<WesRunRequest>
{
    private const string Launches = "POST /runs";
    private const string Lists = "GET /runs";

    public TimeSpan SettleTime { get; } = TimeSpan.FromSeconds(5);

    public TimeProvider Time => time;

    public int Started => wes.Journal.OfKind("run.created").Count;

    public static async Task<WesHarness> StartAsync(LocalWesPersonality personality)
    {
        var time = new SkippingTime();
        return new WesHarness(await LocalWes.StartAsync(new LocalWesOptions { Personality = personality, IsScripted = true, TimeProvider = time }), time);
    }

    public IRunPlatform<WesRunRequest> Connect() => new HoldingPlatform<WesRunRequest>(
        new WesRuns(wes.Connect(), new WesRunsOptions { SettleTime = SettleTime, CommitHorizon = 2 * SettleTime }, time.WhileHeld), time);

    public WesRunRequest Request(JsonObject parameters, string revision = "1.0", params string[] profiles) => new()
    {
        WorkflowUrl = $"https://workflows.example.org/suite/{revision}/main.cwl",
        WorkflowType = "CWL",
        WorkflowTypeVersion = "v1.2",
        WorkflowEngine = "cwltool",
        Parameters = parameters,
        EngineParameters = profiles.Length > 0 ? new Dictionary<string, string> { ["profiles"] = string.Join(',', profiles) } : new Dictionary<string, string>(),
        Tags = new Dictionary<string, string> { ["ProjectId"] = "suite" },
    };

    public Task<IReadOnlyList<RunSnapshot>> TruthAsync() => Task.FromResult<IReadOnlyList<RunSnapshot>>([.. wes.Runs.Select(run => new RunSnapshot
    {
        Id = run.Id,
        State = RunStates.Read(WesState.Create(run.State)),
        CreatedAt = run.Submitted,
    })]);

    public Task SetStateAsync(string runId, RunState state)
    {
        wes.SetState(runId, state switch
        {
            RunState.Succeeded => LocalWesState.Complete,
            RunState.Failed => LocalWesState.ExecutorError,
            RunState.Canceled => LocalWesState.Canceled,
            RunState.Running => LocalWesState.Running,
            RunState.Queued => LocalWesState.Queued,
            _ => LocalWesState.Unknown,
        });
        return Task.CompletedTask;
    }

    public Task DeleteAsync(string runId)
    {
        wes.DeleteRun(runId);
        return Task.CompletedTask;
    }

    public Task CloneAsync(string runId, JsonObject parameters)
    {
        wes.CloneRun(runId, parameters.ToJsonString());
        return Task.CompletedTask;
    }

    public Task<string> StartByHandAsync(WesRunRequest request) => wes.Connect().RunWorkflowAsync(request);

    public Task AddHistoryAsync(int count)
    {
        for (var index = 0; index < count; index++)
        {
            wes.AddPastRun(new PastWesRun { Tags = new Dictionary<string, string> { ["past"] = index.ToString(CultureInfo.InvariantCulture) } });
        }

        return Task.CompletedTask;
    }

    public void LoseNextReply() => wes.Faults.Strike(FaultKind.DropReply, Launches);

    public void CommitNextLate(TimeSpan delay) => wes.Faults.Strike(FaultKind.LateCommit, Launches, delay: delay);

    public void DeliverNextTwice() => wes.Faults.Strike(FaultKind.DeliverTwice, Launches);

    public void LoseNextRequest() => wes.Faults.Strike(FaultKind.DropRequest, Launches);

    public void HideNewRuns(TimeSpan lag) =>
        wes.Faults.Add(new FaultRule { Kind = FaultKind.HideFromLists, Route = Launches, Probability = 1, Delay = lag / 4, MaxDelay = lag });

    public void IgnoreFilters() => wes.Faults.Add(new FaultRule { Kind = FaultKind.IgnoreSearch, Route = Lists, Probability = 1 });

    public void BreakLookups(bool broken)
    {
        if (broken)
        {
            wes.Faults.Add(new FaultRule { Kind = FaultKind.FailBefore, Route = Lists, Probability = 1, Status = 503 });
        }
        else
        {
            wes.Faults.Remove(FaultKind.FailBefore);
        }
    }

    public void ReserializeRequests() => wes.Faults.Add(new FaultRule { Kind = FaultKind.Reserialize, Route = "GET /runs/*", Probability = 1 });

    public ValueTask DisposeAsync() => wes.DisposeAsync();
}
