using SageTasks.ContractSuites;
using SageTasks.Runs;
using SageTasks.Testing;
using SageTasks.Tower.Tests.Local;

namespace SageTasks.Tower.Tests.Cancellation;

/// <summary>Every task, cancelled at each of its requests and called again.</summary>
public sealed class CancellationTests : IAsyncLifetime
{
    private const string Failing = "https://github.com/sage/failing";
    private const string Succeeding = "https://github.com/sage/succeeding";
    private const string Running = "https://github.com/sage/running";

    private static readonly TowerRunsOptions Quick = new() { SettleTime = TimeSpan.FromMilliseconds(100), CommitHorizon = TimeSpan.FromMilliseconds(200) };

    private static readonly WatchOptions Eager = new() { MinInterval = TimeSpan.FromMilliseconds(20), MaxInterval = TimeSpan.FromMilliseconds(100) };

    private LocalTower _tower = null!;
    private int _scenes;

    public static TheoryData<CancellationPoint> Points => [.. Enum.GetValues<CancellationPoint>()];

    public async Task InitializeAsync()
    {
        _tower = await LocalTower.StartAsync(new LocalTowerOptions { RunHistory = null });
        _tower.AddPipeline(Failing, (context, cancellationToken) => context.RunTaskAsync(
            new PipelineTask { Process = "STATS", Tag = "all" },
            async (task, _) =>
            {
                await task.Error.WriteLineAsync("no such reference");
                throw new InvalidOperationException("no such reference");
            },
            cancellationToken));
        _tower.AddPipeline(Succeeding, (_, _) => Task.CompletedTask);
        _tower.AddPipeline(new LocalPipeline { Url = Running, Simulation = new SimulatedRun { Waits = TimeSpan.Zero, Runs = null } });
    }

    public async Task DisposeAsync() => await _tower.DisposeAsync();

    [Theory]
    [MemberData(nameof(Points))]
    public Task Putting_a_sheet(CancellationPoint point) => CancellationSweep.RunAsync(
        point,
        () => Task.FromResult($"cohort-{++_scenes}"),
        (name, handler, token) => new SheetDatasets(Connect(handler)).PutAsync(new SheetUpload { Dataset = name, Content = "sample\na\n"u8.ToArray() }, token),
        _ => { },
        async name =>
        {
            var client = _tower.Connect();
            var dataset = Assert.Single(await client.ListDatasetsAsync().Where(dataset => dataset.Name == name).ToListAsync());
            Assert.Single(await client.ListDatasetVersionsAsync(dataset.Id));
        });

    [Theory]
    [MemberData(nameof(Points))]
    public Task Launching_a_run_with_a_label(CancellationPoint point) => CancellationSweep.RunAsync(
        point,
        () => Task.FromResult($"study-{++_scenes}"),
        (label, handler, token) => new SubmissionGuard().SubmitAsync(new TowerRuns(Connect(handler), Quick), Launch(Running, label), cancellationToken: token),
        _ => { },
        label =>
        {
            Assert.Single(_tower.Runs, run => run.ParamsText?.Contains($"\"{label}\"", StringComparison.Ordinal) == true);
            return Task.CompletedTask;
        });

    [Theory]
    [MemberData(nameof(Points))]
    public Task Waiting_for_a_run_and_collecting_what_it_left(CancellationPoint point) => CancellationSweep.RunAsync(
        point,
        () => BeginRunAsync(Failing),
        async (scene, handler, token) =>
        {
            var client = Connect(handler);
            await FailAsync(client, scene.Run, token);
            await new RunLogs(client).CollectAsync(scene.Run.RunId, scene.Folder, token);
            await new RunLabels(client).AddAsync(scene.Run.RunId, [scene.Label], token);
        },
        scene => Assert.DoesNotContain(Files(scene), IsPart),
        async scene =>
        {
            Assert.Contains(Files(scene), file => File.ReadAllText(file).Contains("no such reference", StringComparison.Ordinal));
            Assert.DoesNotContain(Files(scene), IsPart);
            var labels = await _tower.Connect().ListLabelsAsync().Where(label => label.Name == scene.Label).ToListAsync();
            Assert.Single(labels);
        });

    [Theory]
    [MemberData(nameof(Points))]
    public Task Reading_where_a_run_put_its_results(CancellationPoint point) => CancellationSweep.RunAsync(
        point,
        () => BeginRunAsync(Succeeding),
        async (scene, handler, token) =>
        {
            var client = Connect(handler);
            await new RunWatcher().WaitAsync(new TowerRuns(client, Quick), scene.Run, Eager, token);
            Assert.Equal("s3://results", (await new RunOutputs(client).ReadAsync(scene.Run.RunId, cancellationToken: token)).OutputDirectory);
        },
        _ => { },
        scene =>
        {
            Assert.Single(_tower.Runs, run => run.Id == scene.Run.RunId);
            return Task.CompletedTask;
        });

    private TowerClient Connect(HttpMessageHandler? handler) => _tower.Connect(configure: options => options.Http.Handler = handler);

    private static TowerLaunch Launch(string pipeline, string label) => new()
    {
        Pipeline = pipeline,
        Parameters = new() { ["study"] = label, ["outdir"] = "s3://results" },
        Labels = [label],
    };

    private async Task<Scene> BeginRunAsync(string pipeline)
    {
        var name = $"run-{++_scenes}";
        var run = await new SubmissionGuard().SubmitAsync(new TowerRuns(_tower.Connect(), Quick), Launch(pipeline, name));
        return new Scene(run, Path.Combine(_tower.Folder, "collected", name), $"{name}-seen");
    }

    private static async Task FailAsync(TowerClient client, Submission run, CancellationToken cancellationToken)
    {
        try
        {
            await new RunWatcher().WaitAsync(new TowerRuns(client, Quick), run, Eager, cancellationToken);
            Assert.Fail("The run succeeded.");
        }
        catch (RunFailedException failure)
        {
            Assert.Equal(run.RunId, failure.Run.Id);
        }
    }

    private static string[] Files(Scene scene) => Directory.Exists(scene.Folder) ? Directory.GetFiles(scene.Folder, "*", SearchOption.AllDirectories) : [];

    private static bool IsPart(string file) => file.EndsWith(".part", StringComparison.Ordinal);

    private sealed record Scene(Submission Run, string Folder, string Label);
}
