using System.Globalization;
using System.Text.RegularExpressions;
using SageTasks.Cavatica;
using SageTasks.Runs;
using SageTasks.Testing;

namespace SageTasks.GuardStorm;

/// <summary>The storm on Cavatica, where a task is drafted first. A draft is no run: what counts is that it was started.</summary>
internal sealed partial class CavaticaStorm : IStormPlatform
{
    private const string Project = "sage/storm";

    // A guard deletes drafts of others that are an hour old.
    private static readonly TimeSpan LongAgo = TimeSpan.FromHours(2);

    private readonly Dictionary<string, int> _works = new(StringComparer.Ordinal);

    public string Name => "cavatica";

    // A task's stored request is the task itself; a draft that is superfluous is deleted.
    public StormRoutes Routes { get; } = new("POST /tasks", "GET /tasks", "GET /tasks/**", "GET /tasks/*", "POST /tasks/*/actions/abort", Start: "POST /tasks/*/actions/run");

    public async Task<StormServer> StartAsync(FaultPlan faults, Action<ObservedExchange> observer, CancellationToken cancellationToken)
    {
        var cavatica = await LocalCavatica.StartAsync(new LocalCavaticaOptions { FaultPlan = faults, Observer = observer, IsScripted = true }, cancellationToken);
        cavatica.AddApp(
            cavatica.AddProject("storm"), "count", """{"class":"CommandLineTool","cwlVersion":"v1.2","inputs":{"work":"int","unset":"string?"},"outputs":{}}""");
        return new StormServer
        {
            Platform = cavatica,
            Url = cavatica.Endpoint,
            Token = cavatica.Token,
            Faults = cavatica.Faults,
            Journal = cavatica.Journal,
            LetDraftsAge = () => AgeDrafts(cavatica),
        };
    }

    public IStormClient Connect(StormOrder order, SubmissionGuard guard)
    {
        var client = new CavaticaClient(new CavaticaClientOptions { Endpoint = order.Endpoint, Token = order.Token, Http = StormClient.Http });
        var options = new CavaticaRunsOptions { Project = Project, SettleTime = order.SettleTime, CommitHorizon = order.CommitHorizon };
        return new StormClient<TaskRequest>(guard, new CavaticaRuns(client, options), Request);
    }

    public StormEvent? Read(CommitEntry entry)
    {
        switch (entry.Kind)
        {
            case "task.created":
                // The verdict groups tasks by this name, not by the guard's key.
                _works[entry.Id] = int.Parse(WorkName().Match(entry.Payload.GetProperty("name").GetString()!).Groups["work"].Value, CultureInfo.InvariantCulture);
                return new StormEvent(_works[entry.Id], IsDraft: true);
            case "task.started":
                return new StormEvent(_works[entry.Id]);
            case "task.status" when entry.Payload.GetProperty("status").GetString() == LocalCavaticaStatus.Aborted:
                return StormEvent.Canceled;
            case "task.deleted":
                return StormEvent.Discarded;
            default:
                return null;
        }
    }

    private static void AgeDrafts(LocalCavatica cavatica)
    {
        foreach (var draft in cavatica.Tasks.Where(task => task.Status == LocalCavaticaStatus.Draft))
        {
            cavatica.Age(draft.Id, LongAgo);
        }
    }

    private static TaskRequest Request(int work) => new()
    {
        Project = Project,
        App = $"{Project}/count",
        Name = string.Create(CultureInfo.InvariantCulture, $"work-{work}"),
        Inputs = new TaskInputs().Add("work", work).ToJson(),
    };

    [GeneratedRegex(@"\Awork-(?<work>\d+)( |\z)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WorkName();
}
