using System.Text;
using SageTasks.ContractSuites;
using SageTasks.Runs;
using SageTasks.Testing;

namespace SageTasks.Tower.Tests.Local;

/// <summary>The tasks together, against a Tower that really runs pipelines.</summary>
public sealed class RoundTripTests : IAsyncLifetime
{
    private const string Stats = "https://github.com/sage/stats";
    private const string Merge = "https://github.com/sage/merge";

    private static readonly TowerRunsOptions Quick = new() { SettleTime = TimeSpan.FromSeconds(1), CommitHorizon = TimeSpan.FromSeconds(2) };

    private static readonly WatchOptions Eager = new() { MinInterval = TimeSpan.FromMilliseconds(20), MaxInterval = TimeSpan.FromMilliseconds(100) };

    private LocalTower _tower = null!;

    public async Task InitializeAsync()
    {
        _tower = await LocalTower.StartAsync();
        _tower.AddPipeline(Stats, async (context, cancellationToken) =>
        {
            Directory.CreateDirectory(context.OutputFolder);
            await context.RunTaskAsync(new PipelineTask { Process = "STATS", Tag = "all" }, async (task, stop) =>
            {
                if (context.Parameter("mode") == "fail")
                {
                    await task.Error.WriteLineAsync("no such reference");
                    throw new InvalidOperationException("no such reference");
                }

                await File.WriteAllTextAsync(Path.Combine(context.OutputFolder, "stats.csv"), "reads\n42\n", stop);
            }, cancellationToken);
        });
        _tower.AddPipeline(Merge, (context, _) => Task.CompletedTask);
        _tower.SavePipeline("stats", Stats, "main", """{"outdir":"s3://results/stats"}""");
    }

    public async Task DisposeAsync() => await _tower.DisposeAsync();

    [Fact]
    public async Task A_sheet_a_run_and_the_run_after_it_happen_once_however_often_they_are_asked_for()
    {
        var first = await RunAsync();
        var second = await RunAsync();

        Assert.Equal([SubmissionOutcome.Launched, SubmissionOutcome.Launched], first);
        Assert.Equal([SubmissionOutcome.Reused, SubmissionOutcome.Reused], second);
        Assert.Equal(2, _tower.Journal.OfKind("run.created").Count);
        Assert.Single(_tower.Journal.OfKind("dataset.version"));
    }

    [Fact]
    public async Task A_token_with_the_Launch_role_can_launch_through_the_guard_and_find_its_run_again()
    {
        var token = _tower.AddUser("lena", TowerRole.Launch);
        var launch = new TowerLaunch { Pipeline = "stats", Parameters = new() { ["n"] = 1 } };

        var first = await new SubmissionGuard().SubmitAsync(new TowerRuns(_tower.Connect(token), Quick), launch);
        var second = await new SubmissionGuard().SubmitAsync(new TowerRuns(_tower.Connect(token), Quick), launch);

        Assert.Equal(SubmissionOutcome.Launched, first.Outcome);
        Assert.Equal(first.RunId, second.RunId);
    }

    [Fact]
    public async Task A_failed_run_is_resumed_in_its_session_and_its_logs_come_home()
    {
        using var folder = new TemporaryFolder();
        var client = _tower.Connect();
        var runs = new TowerRuns(client, Quick);
        var launch = new TowerLaunch { Pipeline = "stats", Parameters = new() { ["mode"] = "fail" } };
        var guard = new SubmissionGuard();

        var failed = await guard.SubmitAsync(runs, launch);
        var failure = await Assert.ThrowsAsync<RunFailedException>(() => new RunWatcher().WaitAsync(runs, failed, Eager));
        var logs = await new RunLogs(client).CollectAsync(failed.RunId, folder.Path);
        var resumed = await guard.SubmitAsync(runs, launch);
        await Assert.ThrowsAsync<RunFailedException>(() => new RunWatcher().WaitAsync(runs, resumed, Eager));
        var exhausted = await Assert.ThrowsAsync<AttemptsExhaustedException>(() => guard.SubmitAsync(runs, launch));

        Assert.NotEmpty(failure.Message);
        var task = Assert.Single(logs.FailedTasks);
        Assert.Contains(task.Files, file => File.ReadAllText(file).Contains("no such reference", StringComparison.Ordinal));
        Assert.Equal(SubmissionOutcome.Resumed, resumed.Outcome);
        Assert.Equal(2, resumed.Attempt);
        var truth = _tower.Runs.ToDictionary(run => run.Id);
        Assert.Equal(failed.RunId, truth[resumed.RunId].ResumedFrom);
        Assert.Equal(truth[failed.RunId].SessionId, truth[resumed.RunId].SessionId);
        Assert.EndsWith("-a2", truth[resumed.RunId].RunName, StringComparison.Ordinal);
        Assert.Equal(resumed.RunId, exhausted.Run.Id);
    }

    [Fact]
    public async Task Older_servers_keep_sheets_too()
    {
        var client = _tower.Connect(configure: options => options.OlderDatasets = true);
        var sheets = new SheetDatasets(client);
        var upload = new SheetUpload { Dataset = "cohort", Content = "sample\na\n"u8.ToArray() };

        var first = await sheets.PutAsync(upload);
        var second = await sheets.PutAsync(upload);

        Assert.Equal(first with { Uploaded = false }, second);
        await using var content = await client.OpenDatasetAsync(first.DatasetId, first.Version, first.FileName);
        using var reader = new StreamReader(content);
        Assert.Equal("sample\na\n", await reader.ReadToEndAsync());
    }

    private async Task<SubmissionOutcome[]> RunAsync()
    {
        var client = _tower.Connect();
        var runs = new TowerRuns(client, Quick);
        var guard = new SubmissionGuard();

        var sheet = await new SheetDatasets(client).PutAsync(new SheetUpload { Dataset = "cohort", Content = Encoding.UTF8.GetBytes("sample\na\n") });
        var stats = await guard.SubmitAsync(runs, new RunPlan<TowerLaunch>
        {
            Request = new TowerLaunch { Pipeline = "stats", Parameters = new() { ["input"] = sheet.Url } },
            Inputs = new Dictionary<string, ContentIdentity> { ["/input"] = sheet.ToIdentity() },
        });
        await new RunWatcher().WaitAsync(runs, stats, Eager);
        var results = await new RunOutputs(client).ReadAsync(stats.RunId);
        var merge = await guard.SubmitAsync(runs, new TowerLaunch { Pipeline = "sage/merge", Parameters = new() { ["table"] = results.PathOf("stats.csv") } });
        await new RunWatcher().WaitAsync(runs, merge, Eager);

        Assert.Equal("s3://results/stats/stats.csv", results.PathOf("stats.csv"));
        Assert.Equal(_tower.Runs.Single(run => run.Id == stats.RunId).RunName, results.RunName);
        return [stats.Outcome, merge.Outcome];
    }
}
