using SageTasks.Runs;
using SageTasks.Storage;
using SageTasks.Testing;
using SageTasks.Tes.Tests.Local;

namespace SageTasks.Tes.Tests.Commands;

/// <summary>Commands, each piece of work once.</summary>
public sealed class TesCommandsTests : IAsyncLifetime
{
    private static readonly TesCommand Count = new()
    {
        Name = "count",
        Image = "debian:12",
        Command = ["wc", "-l", "/in/a.txt"],
        Inputs = new Dictionary<string, Location> { ["/in/a.txt"] = Location.Parse("s3://bucket/a.txt"), ["/ref"] = Location.Parse("s3://bucket/ref/") },
        Outputs = new Dictionary<string, Location> { ["/out/n.txt"] = Location.Parse("s3://bucket/n.txt") },
        Stdout = "/out/n.txt",
        Env = new Dictionary<string, string> { ["LC_ALL"] = "C" },
    };

    private static readonly WatchOptions Eager = new() { MinInterval = TimeSpan.FromMilliseconds(20), MaxInterval = TimeSpan.FromMilliseconds(50) };

    private LocalTes _tes = null!;

    public async Task InitializeAsync() => _tes = await LocalTes.StartAsync(new LocalTesOptions { Simulation = new LocalTesSimulation() });

    public async Task DisposeAsync() => await _tes.DisposeAsync();

    [Fact]
    public async Task A_command_runs_once_whoever_asks_again()
    {
        var first = await Commands().RunAsync(Count, watch: Eager);
        var second = await Commands().RunAsync(Count, watch: Eager);

        Assert.Equal(SubmissionOutcome.Launched, first.Outcome);
        Assert.Equal(SubmissionOutcome.Reused, second.Outcome);
        Assert.Equal(first.TaskId, second.TaskId);
        Assert.Equal("s3://bucket/n.txt", Assert.Single(first.Outputs).Url);
        Assert.Single(_tes.Tasks);
    }

    [Fact]
    public void A_command_becomes_a_task_with_its_files_in_order()
    {
        var plan = Commands().PlanOf(Count with { InputContents = new Dictionary<string, ContentIdentity> { ["/in/a.txt"] = ContentIdentity.Md5(new string('a', 32)) } });

        Assert.Equal(["/in/a.txt FILE", "/ref DIRECTORY"], plan.Request.Inputs.Select(input => $"{input.Path} {input.Type}"));
        Assert.Equal("/inputs/0/url", Assert.Single(plan.Inputs).Key);
        Assert.Equal("/out/n.txt", plan.Request.Executors[0].Stdout);
        Assert.Throws<ArgumentException>(() => Commands().PlanOf(Count with { InputContents = new Dictionary<string, ContentIdentity> { ["/x"] = ContentIdentity.Md5(new string('a', 32)) } }));
    }

    [Fact]
    public async Task The_same_bytes_elsewhere_are_the_same_work_and_other_bytes_are_not()
    {
        var known = Count with { InputContents = new Dictionary<string, ContentIdentity> { ["/in/a.txt"] = ContentIdentity.Md5(new string('a', 32)) } };
        var moved = known with { Inputs = new Dictionary<string, Location>(known.Inputs) { ["/in/a.txt"] = Location.Parse("s3://elsewhere/a.txt") } };
        var changed = known with { InputContents = new Dictionary<string, ContentIdentity> { ["/in/a.txt"] = ContentIdentity.Md5(new string('b', 32)) } };

        var first = await Commands().RunAsync(known, watch: Eager);

        Assert.Equal(first.TaskId, (await Commands().RunAsync(moved, watch: Eager)).TaskId);
        Assert.NotEqual(first.TaskId, (await Commands().RunAsync(changed, watch: Eager)).TaskId);
    }

    [Fact]
    public async Task A_failure_comes_with_the_end_of_the_log()
    {
        await using var tes = await LocalTes.StartAsync(new LocalTesOptions { Simulation = new LocalTesSimulation { Runs = null } });
        var running = new TesCommands(tes.Connect(), Runs(tes)).RunAsync(Count, watch: Eager);
        while (tes.Tasks.Count == 0)
        {
            await Task.Delay(10);
        }

        tes.SetState(tes.Tasks[0].Id, LocalTesState.ExecutorError, exitCode: 2, stderr: "wc: /in/a.txt: No such file or directory");

        var failed = await Assert.ThrowsAsync<RunFailedException>(() => running);
        Assert.Contains("No such file", failed.Message, StringComparison.Ordinal);
        Assert.Contains("exit code 2", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_commands_run_together_and_one_failure_spoils_no_other()
    {
        var commands = Enumerable.Range(0, 20).Select(index => Count with { Env = new Dictionary<string, string> { ["SAMPLE"] = $"s{index % 15}." } }).ToList();
        await using var tes = await LocalTes.StartAsync(new LocalTesOptions { Simulation = new LocalTesSimulation { Runs = null } });
        var results = new List<TesCommandResult>();
        var running = Task.Run(async () =>
        {
            await foreach (var result in new TesCommands(tes.Connect(), Runs(tes)).RunAllAsync(commands, watch: Eager))
            {
                results.Add(result);
            }
        });
        var ended = new HashSet<string>(StringComparer.Ordinal);
        while (!running.IsCompleted)
        {
            foreach (var task in tes.Tasks.Where(task => task.State == LocalTesState.Running && ended.Add(task.Id)))
            {
                var isBad = task.Request.GetRawText().Contains("s14.", StringComparison.Ordinal);
                tes.SetState(task.Id, isBad ? LocalTesState.ExecutorError : LocalTesState.Complete, stderr: "broken");
            }

            await Task.Delay(10);
        }

        await running;

        Assert.Equal(Enumerable.Range(0, 20), results.Select(result => result.Index).Order());
        Assert.Equal(15, tes.Tasks.Count);
        Assert.Equal(15, results.Select(result => result.TaskId).Distinct().Count());
        var failed = Assert.Single(results.GroupBy(result => result.TaskId), group => group.First().Error is not null);
        Assert.All(failed, result => Assert.Contains("broken", result.Error, StringComparison.Ordinal));
        Assert.All(results.Except(failed), result => Assert.Single(result.Outputs));
    }

    [Fact]
    public async Task Tasks_that_vanish_end_no_other_command()
    {
        await using var tes = await LocalTes.StartAsync(new LocalTesOptions { Simulation = new LocalTesSimulation { Runs = null } });
        var commands = Enumerable.Range(0, 3).Select(index => Count with { Env = new Dictionary<string, string> { ["SAMPLE"] = $"s{index}." } }).ToList();
        var watcher = new LateWatcher(() =>
        {
            tes.Expire(tes.Tasks[0].Id);
            tes.Tasks.ToList().ForEach(task => tes.SetState(task.Id, LocalTesState.Complete));
        });

        var results = await new TesCommands(tes.Connect(), Runs(tes), watcher: watcher).RunAllAsync(commands, watch: Eager).ToListAsync();

        Assert.Equal([0, 1, 2], results.Select(result => result.Index).Order());
        Assert.Contains("does not show it any more", Assert.Single(results, result => result.Error is not null).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_that_vanishes_between_its_end_and_the_question_for_its_outputs_ends_no_other_command()
    {
        var forgetful = Stubs.StubTes.Standard().Client(); // knows no task at all
        var commands = Enumerable.Range(0, 3).Select(index => Count with { Env = new Dictionary<string, string> { ["SAMPLE"] = $"s{index}." } });

        var results = await new TesCommands(forgetful, Runs(_tes)).RunAllAsync(commands, watch: Eager).ToListAsync();

        Assert.Equal([0, 1, 2], results.Select(result => result.Index).Order());
        Assert.All(results, result => Assert.IsType<Http.NotFoundException>(result.Exception));
        Assert.All(results, result => Assert.NotNull(result.TaskId));
    }

    [Fact]
    public async Task A_command_that_breaks_a_rule_sends_none_of_them()
    {
        await Assert.ThrowsAsync<TaskRefusedException>(async () => await Commands().RunAllAsync([Count, Count with { Workdir = "tmp" }]).ToListAsync());

        Assert.Empty(_tes.Tasks);
    }

    [Fact]
    public async Task The_server_is_told_of_locations_in_its_own_words()
    {
        var commands = new TesCommands(_tes.Connect(), Runs(_tes), urlOf: location => location.Address.Replace("s3://", "https://s3.example.org/", StringComparison.Ordinal));

        var result = await commands.RunAsync(Count, watch: Eager);

        Assert.Equal("https://s3.example.org/bucket/n.txt", Assert.Single(result.Outputs).Url);
    }

    private TesCommands Commands() => new(_tes.Connect(), Runs(_tes));

    private static TesRuns Runs(LocalTes tes) =>
        new(tes.Connect(), new TesRunsOptions { SettleTime = TimeSpan.FromMilliseconds(50), CommitHorizon = TimeSpan.FromMilliseconds(100) });

    /// <summary>Begins to watch only when something has happened to what it shall watch.</summary>
    private sealed class LateWatcher(Action happens) : RunWatcher
    {
        public override IAsyncEnumerable<RunChange> WatchAsync<TRequest>(
            IRunPlatform<TRequest> platform, IEnumerable<string> runIds, WatchOptions? options = null, CancellationToken cancellationToken = default)
        {
            happens();
            return base.WatchAsync(platform, runIds, options, cancellationToken);
        }
    }
}
