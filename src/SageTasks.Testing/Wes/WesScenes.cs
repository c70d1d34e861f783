using System.Text.Json;

namespace SageTasks.Testing.Wes;

/// <summary>What a test does to runs behind the API's back.</summary>
internal sealed class WesScenes(WesWorld world, RunRegistry runs)
{
    public IReadOnlyList<LocalWesRun> Runs => [.. runs.All.Select(run => Show(run.Document))];

    public string AddPastRun(PastWesRun run)
    {
        var started = run.Started ?? world.Clock.Shown;
        return runs.Add(
            number => new RunDocument
            {
                Id = Guid.NewGuid().ToString(),
                Number = number,
                State = run.State,
                Submitted = started,
                Start = run.State == LocalWesState.Queued ? null : started,
                End = LocalWesState.IsActive(run.State) ? null : started,
                Request = new RunRequest
                {
                    WorkflowUrl = run.WorkflowUrl,
                    WorkflowType = run.WorkflowType,
                    WorkflowTypeVersion = "1.0",
                    WorkflowParams = run.Parameters,
                    Tags = run.Tags,
                },
                IsScripted = true,
            },
            isNew: false).Document.Id;
    }

    public void SetState(string runId, string state)
    {
        var run = Find(runId);
        runs.Change(run, _ => true, document => document with
        {
            State = state,
            Start = document.Start ?? (state is LocalWesState.Queued or LocalWesState.Canceled ? null : world.Clock.Shown),
            End = LocalWesState.IsActive(state) ? null : world.Clock.Shown,
        });
        if (!LocalWesState.IsActive(state))
        {
            run.Stop.Cancel();
        }
    }

    public string CloneRun(string runId, string? parameters)
    {
        var source = Find(runId).Document;
        var now = world.Clock.Shown;
        return runs.Add(number => new RunDocument
        {
            Id = Guid.NewGuid().ToString(),
            Number = number,
            State = LocalWesState.Running,
            Submitted = now,
            Start = now,
            Request = source.Request with { WorkflowParams = parameters is null ? source.Request.WorkflowParams : JsonElement.Parse(parameters) },
            IsScripted = true,
        }).Document.Id;
    }

    public void DeleteRun(string runId)
    {
        var run = Find(runId);
        run.Stop.Cancel();
        runs.Delete(run);
    }

    private static LocalWesRun Show(RunDocument run) => new()
    {
        Id = run.Id,
        State = run.State,
        Submitted = run.Submitted,
        WorkflowUrl = run.Request.WorkflowUrl,
        WorkflowType = run.Request.WorkflowType,
        Parameters = run.Request.WorkflowParams,
        Tags = run.Request.Tags ?? new Dictionary<string, string>(StringComparer.Ordinal),
        Attachments = run.Attachments,
    };

    private Run Find(string runId) => runs.TryFind(runId, out var run) ? run : throw new ArgumentException($"There is no run '{runId}'.", nameof(runId));
}
