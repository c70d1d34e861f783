using SageTasks.ContractSuites;
using SageTasks.Runs;
using SageTasks.Testing;
using SageTasks.Wes.Tests.Local;

namespace SageTasks.Wes.Tests.Cancellation;

/// <summary>Every task, cancelled at each of its requests and called again.</summary>
public sealed class CancellationTests : IAsyncLifetime, IDisposable
{
    private static readonly WesRunsOptions Quick = new() { SettleTime = TimeSpan.FromMilliseconds(100), CommitHorizon = TimeSpan.FromMilliseconds(200) };

    private static readonly WatchOptions Eager = new() { MinInterval = TimeSpan.FromMilliseconds(20), MaxInterval = TimeSpan.FromMilliseconds(100) };

    private readonly TemporaryFolder _folder = new();
    private LocalWes _wes = null!;
    private int _scenes;

    public static TheoryData<CancellationPoint> Points => [.. Enum.GetValues<CancellationPoint>()];

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "main.sh"), "echo $name > name.txt; echo 2 > two.txt");
        _wes = await LocalWes.StartAsync();
    }

    public async Task DisposeAsync() => await _wes.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Points))]
    public Task Submitting_a_workflow(CancellationPoint point) => CancellationSweep.RunAsync(
        point,
        () => Task.FromResult($"scene-{++_scenes}"),
        (name, handler, token) => Tasks(handler).SubmitAsync(Submission(name), cancellationToken: token),
        _ => { },
        name =>
        {
            Assert.Single(_wes.Runs, run => run.Parameters?.GetProperty("name").GetString() == name);
            return Task.CompletedTask;
        });

    [Theory]
    [MemberData(nameof(Points))]
    public Task Waiting_for_a_run_and_fetching_what_it_left(CancellationPoint point) => CancellationSweep.RunAsync(
        point,
        BeginAsync,
        async (scene, handler, token) =>
        {
            var tasks = Tasks(handler);
            await tasks.WaitAsync(scene.Run, Eager, token);
            await tasks.FetchOutputsAsync(scene.Run.RunId, scene.Home, token);
            await Connect(handler).ListTasksAsync(scene.Run.RunId, token).CountAsync(token);
            await new WesRuns(Connect(handler), Quick).GetLogTailAsync(scene.Run.RunId, 10, token);
        },
        scene => Assert.DoesNotContain(Files(scene), file => file.EndsWith(".part", StringComparison.Ordinal)),
        scene =>
        {
            Assert.Equal(["name.txt", "two.txt"], Files(scene).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));
            return Task.CompletedTask;
        });

    private WorkflowSubmission Submission(string name) => new() { Workflow = "main.sh", Folder = _folder.Path, Parameters = new() { ["name"] = name } };

    private WesClient Connect(HttpMessageHandler? handler) => _wes.Connect(options => options.Http.Handler = handler);

    private WesTasks Tasks(HttpMessageHandler? handler) => new(Connect(handler), new WesRuns(Connect(handler), Quick));

    private async Task<Scene> BeginAsync()
    {
        var name = $"run-{++_scenes}";
        return new Scene(await Tasks(null).SubmitAsync(Submission(name)), Path.Combine(_folder.Path, "homes", name));
    }

    private static string[] Files(Scene scene) => Directory.Exists(scene.Home) ? Directory.GetFiles(scene.Home, "*", SearchOption.AllDirectories) : [];

    private sealed record Scene(Submission Run, string Home);
}
