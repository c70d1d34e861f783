using SageTasks.ContractSuites;
using SageTasks.Runs;
using SageTasks.Testing;

namespace SageTasks.Cavatica.Tests.Cancellation;

/// <summary>Tasks, cancelled at each request of who runs them, and run again.</summary>
public sealed class RunCancellationTests : CancellationScenes
{
    private const string Cwl = """{"class":"CommandLineTool","cwlVersion":"v1.2","inputs":{"text":"string","name":"string"},"outputs":{"out":"File"}}""";

    private static readonly WatchOptions Eager = new() { MinInterval = TimeSpan.FromMilliseconds(20), MaxInterval = TimeSpan.FromMilliseconds(100) };

    [Theory]
    [MemberData(nameof(Points))]
    public Task Running_a_task(CancellationPoint point) => CancellationSweep.RunAsync(
        point,
        () => Task.FromResult(Project("write")),
        (project, handler, token) => SubmitAsync(project, "write", handler, token),
        project => Assert.InRange(Cavatica.Tasks.Count(task => task.Project == project), 0, 1),
        project =>
        {
            var task = Assert.Single(Cavatica.Tasks, task => task.Project == project);
            Assert.NotEqual(LocalCavaticaStatus.Draft, task.Status);
            Assert.Equal(task.Id, task.Inputs.GetProperty("name").GetString());
            return Task.CompletedTask;
        },
        // A start reads the draft and puts its id in before it runs it: the guard does not look into it.
        request => request.Contains("/tasks/", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Points))]
    public Task Waiting_for_a_task_and_collecting_what_it_wrote(CancellationPoint point) => CancellationSweep.RunAsync(
        point,
        () => BeginAsync("write"),
        async (run, handler, token) =>
        {
            var client = Connect(handler);
            await new RunWatcher().WaitAsync(Runs(client), run, Eager, token);
            var output = Assert.Single(await new CavaticaOutputs(client).CollectAsync(run.RunId, cancellationToken: token));
            Assert.Equal("out", output.OutputId);
        },
        _ => { },
        async run => Assert.Equal(CavaticaTaskStatus.Completed, (await Connect().GetTaskAsync(run.RunId)).Status));

    [Theory]
    [MemberData(nameof(Points))]
    public Task Waiting_for_a_task_that_fails(CancellationPoint point) => CancellationSweep.RunAsync(
        point,
        () => BeginAsync("fail"),
        async (run, handler, token) =>
        {
            var failed = await Record.ExceptionAsync(() => new RunWatcher().WaitAsync(Runs(Connect(handler)), run, Eager, token));
            token.ThrowIfCancellationRequested();
            Assert.Contains("no such reference", Assert.IsType<RunFailedException>(failed).Message, StringComparison.Ordinal);
        },
        _ => { },
        run =>
        {
            Assert.Single(Cavatica.Tasks, task => task.Id == run.RunId);
            return Task.CompletedTask;
        });

    [Theory]
    [MemberData(nameof(Points))]
    public Task Stopping_a_task(CancellationPoint point) => CancellationSweep.RunAsync(
        point,
        () => BeginAsync("wait"),
        (run, handler, token) => Runs(Connect(handler)).CancelAsync(run.RunId, token),
        _ => { },
        run =>
        {
            Assert.Equal(LocalCavaticaStatus.Aborted, Assert.Single(Cavatica.Tasks, task => task.Id == run.RunId).Status);
            return Task.CompletedTask;
        });

    private static CavaticaRuns Runs(CavaticaClient client) =>
        new(client, new CavaticaRunsOptions { SettleTime = TimeSpan.FromMilliseconds(100), CommitHorizon = TimeSpan.FromMilliseconds(200) });

    private string Project(string app)
    {
        var project = Cavatica.AddProject(NewName());
        Cavatica.AddApp(project, app, Cwl);
        Cavatica.RunApp($"{project}/{app}", async (job, token) =>
        {
            switch (app)
            {
                case "fail":
                    throw new InvalidOperationException("no such reference");
                case "wait":
                    await Task.Delay(Timeout.Infinite, token);
                    break;
            }

            await File.WriteAllTextAsync(Path.Combine(job.Folder, "out.txt"), job.Inputs.GetProperty("text").GetString(), token);
            job.AddOutput("out", "out.txt");
        });
        return project;
    }

    private async Task<Submission> BeginAsync(string app) => await SubmitAsync(Project(app), app, null, CancellationToken.None);

    private Task<Submission> SubmitAsync(string project, string app, HttpMessageHandler? handler, CancellationToken cancellationToken)
    {
        var request = new TaskRequest { Project = project, App = $"{project}/{app}", Inputs = new TaskInputs().Add("text", "ACGT").Add("name", RunPlaceholder.Id).ToJson() };
        return new SubmissionGuard().SubmitAsync(Runs(Connect(handler)), request, cancellationToken: cancellationToken);
    }
}
