using System.Text.Json.Nodes;
using SageTasks.ContractSuites;
using SageTasks.Runs;
using SageTasks.Testing;

namespace SageTasks.Tower.Tests.Local;

/// <summary>The guard suite's server: a local Tower over real HTTP.</summary>
internal sealed class TowerHarness(LocalTower tower, SkippingTime time) : IGuardHarness<TowerLaunch>
{
    private const string Repository = "https://github.com/sage/suite";
    private const string Launches = "POST /workflow/launch";
    private const string Lists = "GET /workflow";

    public TimeSpan SettleTime { get; } = TimeSpan.FromSeconds(5);

    public TimeProvider Time => time;

    public int Started => tower.Journal.OfKind("run.created").Count;

    public static async Task<TowerHarness> StartAsync()
    {
        var time = new SkippingTime();
        var tower = await LocalTower.StartAsync(new LocalTowerOptions { RunHistory = null, TimeProvider = time });
        tower.AddPipeline(new LocalPipeline
        {
            Url = Repository,
            Revisions = new Dictionary<string, string> { ["1.0"] = new('a', 40), ["1.1"] = new('b', 40) },
            Simulation = new SimulatedRun { Waits = TimeSpan.Zero, Runs = null },
        });
        return new TowerHarness(tower, time);
    }

    public IRunPlatform<TowerLaunch> Connect() =>
        new HoldingPlatform<TowerLaunch>(new TowerRuns(tower.Connect(), new TowerRunsOptions { SettleTime = SettleTime, CommitHorizon = 2 * SettleTime }, time.WhileHeld), time);

    public TowerLaunch Request(JsonObject parameters, string revision = "1.0", params string[] profiles) => new()
    {
        Pipeline = Repository,
        Revision = revision,
        Parameters = parameters,
        Profiles = profiles.Length > 0 ? profiles : null,
    };

    public Task<IReadOnlyList<RunSnapshot>> TruthAsync() => Task.FromResult<IReadOnlyList<RunSnapshot>>([.. tower.Runs.Select(run => new RunSnapshot
    {
        Id = run.Id,
        Name = run.RunName,
        State = RunStates.Read(run.Status is null ? null : WorkflowStatus.Create(run.Status)),
        CreatedAt = run.Submit,
    })]);

    public Task SetStateAsync(string runId, RunState state)
    {
        tower.SetStatus(runId, state switch
        {
            RunState.Succeeded => TowerStatus.Succeeded,
            RunState.Failed => TowerStatus.Failed,
            RunState.Canceled => TowerStatus.Cancelled,
            RunState.Running => TowerStatus.Running,
            RunState.Queued => TowerStatus.Submitted,
            _ => TowerStatus.Unknown,
        });
        return Task.CompletedTask;
    }

    public Task DeleteAsync(string runId) => tower.Connect().DeleteRunAsync(runId, force: true);

    public Task CloneAsync(string runId, JsonObject parameters)
    {
        tower.SetStatus(tower.CloneRun(runId, parameters.ToJsonString()), TowerStatus.Running);
        return Task.CompletedTask;
    }

    public async Task<string> StartByHandAsync(TowerLaunch request) => await tower.Connect().LaunchAsync(new WorkflowLaunchRequest
    {
        Pipeline = request.Pipeline,
        Revision = request.Revision,
        ParamsText = request.Parameters!.ToJsonString(),
        ComputeEnvId = tower.ComputeEnvId,
        WorkDir = "s3://by-hand/work",
        RunName = "by-hand",
    });

    public Task AddHistoryAsync(int count)
    {
        for (var index = 0; index < count; index++)
        {
            tower.AddPastRun(new PastRun { RunName = $"past-{index}", Pipeline = Repository, Status = TowerStatus.Succeeded });
        }

        return Task.CompletedTask;
    }

    public void LoseNextReply() => tower.Faults.Strike(FaultKind.DropReply, Launches);

    public void CommitNextLate(TimeSpan delay) => tower.Faults.Strike(FaultKind.LateCommit, Launches, delay: delay);

    public void DeliverNextTwice() => tower.Faults.Strike(FaultKind.DeliverTwice, Launches);

    public void LoseNextRequest() => tower.Faults.Strike(FaultKind.DropRequest, Launches);

    public void HideNewRuns(TimeSpan lag) =>
        tower.Faults.Add(new FaultRule { Kind = FaultKind.HideFromLists, Route = Launches, Probability = 1, Delay = lag / 4, MaxDelay = lag });

    public void IgnoreFilters() => tower.Faults.Add(new FaultRule { Kind = FaultKind.IgnoreSearch, Route = Lists, Probability = 1 });

    public void BreakLookups(bool broken)
    {
        if (broken)
        {
            tower.Faults.Add(new FaultRule { Kind = FaultKind.FailBefore, Route = Lists, Probability = 1, Status = 503 });
        }
        else
        {
            tower.Faults.Remove(FaultKind.FailBefore);
        }
    }

    public void ReserializeRequests() => tower.Faults.Add(new FaultRule { Kind = FaultKind.Reserialize, Route = "GET /workflow/*/launch", Probability = 1 });

    public ValueTask DisposeAsync() => tower.DisposeAsync();
}
