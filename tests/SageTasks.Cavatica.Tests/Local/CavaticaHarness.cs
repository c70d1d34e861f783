using System.Text.Json.Nodes;
using SageTasks.ContractSuites;
using SageTasks.Runs;
using SageTasks.Testing;

namespace SageTasks.Cavatica.Tests.Local;

/// <summary>The guard suite's server: a local Cavatica over real HTTP. Parameters are inputs, the revision is the app's, and profiles are a list
/// of texts.</summary>
internal sealed class CavaticaHarness(LocalCavatica cavatica, string project, SkippingTime time) : IDraftGuardHarness<TaskRequest>
{
    private const string Creates = "POST /tasks";
    private const string Starts = "POST /tasks/*/actions/run";
    private const string Lists = "GET /tasks";

    public TimeSpan SettleTime { get; } = TimeSpan.FromSeconds(5);

    public TimeProvider Time => time;

    public int Started => cavatica.Journal.OfKind("task.started").Count;

    public static async Task<CavaticaHarness> StartAsync()
    {
        var time = new SkippingTime();
        var cavatica = await LocalCavatica.StartAsync(new LocalCavaticaOptions { TimeProvider = time, IsScripted = true });
        var project = cavatica.AddProject("suite");
        const string Cwl = """{"class":"CommandLineTool","cwlVersion":"v1.2","inputs":{"unset":"string?"},"outputs":{}}""";
        cavatica.AddApp(project, "app", Cwl);
        cavatica.AddApp(project, "app", Cwl);
        return new CavaticaHarness(cavatica, project, time);
    }

    public IRunPlatform<TaskRequest> Connect() => new HoldingPlatform<TaskRequest>(
        new CavaticaRuns(
            cavatica.Connect(),
            new CavaticaRunsOptions { Project = project, SettleTime = SettleTime, CommitHorizon = 2 * SettleTime, CheckInputs = false },
            time.WhileHeld),
        time);

    public TaskRequest Request(JsonObject parameters, string revision = "1.0", params string[] profiles)
    {
        var inputs = (JsonObject)parameters.DeepClone();
        if (profiles.Length > 0)
        {
            inputs["profiles"] = new JsonArray([.. profiles.Select(profile => JsonValue.Create(profile))]);
        }

        return new TaskRequest { Project = project, App = $"{project}/app/{(revision == "1.0" ? 0 : 1)}", Name = "suite", Inputs = inputs };
    }

    public Task<IReadOnlyList<RunSnapshot>> TruthAsync() => Task.FromResult<IReadOnlyList<RunSnapshot>>([.. cavatica.Tasks.Select(task => new RunSnapshot
    {
        Id = task.Id,
        Name = task.Name,
        State = TaskSnapshots.State(CavaticaTaskStatus.Create(task.Status)),
        CreatedAt = task.CreatedTime,
    })]);

    public Task SetStateAsync(string runId, RunState state)
    {
        cavatica.SetStatus(runId, state switch
        {
            RunState.Succeeded => LocalCavaticaStatus.Completed,
            RunState.Failed => LocalCavaticaStatus.Failed,
            RunState.Canceled => LocalCavaticaStatus.Aborted,
            RunState.Running => LocalCavaticaStatus.Running,
            RunState.Queued => LocalCavaticaStatus.Queued,
            _ => "FROZEN",
        });
        return Task.CompletedTask;
    }

    public Task DeleteAsync(string runId)
    {
        cavatica.DeleteTask(runId);
        return Task.CompletedTask;
    }

    public Task CloneAsync(string runId, JsonObject parameters)
    {
        cavatica.CloneTask(runId, parameters.ToJsonString());
        return Task.CompletedTask;
    }

    public async Task<string> StartByHandAsync(TaskRequest request) => (await cavatica.Connect().CreateTaskAsync(request with { Name = "by hand" }, run: true)).Id;

    public Task AddHistoryAsync(int count)
    {
        for (var index = 0; index < count; index++)
        {
            cavatica.AddPastTask(new PastCavaticaTask { Name = $"past-{index}", Project = project, App = $"{project}/app/0" });
        }

        return Task.CompletedTask;
    }

    public void LoseNextReply() => cavatica.Faults.Strike(FaultKind.DropReply, Creates);

    public void CommitNextLate(TimeSpan delay) => cavatica.Faults.Strike(FaultKind.LateCommit, Creates, delay: delay);

    public void DeliverNextTwice() => cavatica.Faults.Strike(FaultKind.DeliverTwice, Creates);

    public void LoseNextRequest() => cavatica.Faults.Strike(FaultKind.DropRequest, Creates);

    public void LoseNextStartReply() => cavatica.Faults.Strike(FaultKind.DropReply, Starts);

    public void LoseNextStart() => cavatica.Faults.Strike(FaultKind.DropRequest, Starts);

    public Task EditAsync(string draftId, JsonObject parameters)
    {
        cavatica.EditTask(draftId, parameters.ToJsonString());
        return Task.CompletedTask;
    }

    public Task AgeAsync(string runId, TimeSpan by)
    {
        cavatica.Age(runId, by);
        return Task.CompletedTask;
    }

    public void HideNewRuns(TimeSpan lag) =>
        cavatica.Faults.Add(new FaultRule { Kind = FaultKind.HideFromLists, Route = Creates, Probability = 1, Delay = lag / 4, MaxDelay = lag });

    public void IgnoreFilters() => cavatica.Faults.Add(new FaultRule { Kind = FaultKind.IgnoreSearch, Route = Lists, Probability = 1 });

    public void BreakLookups(bool broken)
    {
        if (broken)
        {
            cavatica.Faults.Add(new FaultRule { Kind = FaultKind.FailBefore, Route = Lists, Probability = 1, Status = 503 });
        }
        else
        {
            cavatica.Faults.Remove(FaultKind.FailBefore);
        }
    }

    public void ReserializeRequests() => cavatica.Faults.Add(new FaultRule { Kind = FaultKind.Reserialize, Route = "GET /tasks/*", Probability = 1 });

    public ValueTask DisposeAsync() => cavatica.DisposeAsync();
}
