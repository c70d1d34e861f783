using SageTasks.Tes;
using SageTasks.Testing;
using SageTasks.Tower;

namespace SageTasks.Cli.Tests.Runs;

/// <summary>Runs that a person started are taken in, if they are what was asked for.</summary>
public sealed class AdoptTests : IDisposable
{
    private const string Pipeline = "https://github.com/example/hello";

    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task A_task_is_adopted_on_TES_and_found_by_run()
    {
        await using var tes = await LocalTes.StartAsync();
        _shell.Set("TES_ENDPOINT", tes.Endpoint.ToString());
        var task = _shell.Write("task.json", Task("sleep 60"));
        var client = new TesClient(new TesClientOptions { Endpoint = tes.Endpoint });
        var byHand = await client.CreateTaskAsync(TesTask.FromJson(Task("sleep 60")));
        var other = await client.CreateTaskAsync(TesTask.FromJson(Task("sleep 61")));

        await AdoptAsync(["tes"], [task], byHand, other);

        Assert.Equal(ExitCode.Done, await _shell.RunAsync("tes", "cancel", byHand, other));
    }

    [Fact]
    public async Task A_run_is_adopted_on_Tower_and_found_by_run()
    {
        await using var tower = await LocalTower.StartAsync();
        tower.AddPipeline(Pipeline, "sleep", ["60"]);
        _shell.Set("TOWER_API_ENDPOINT", tower.Url.ToString());
        _shell.Set("TOWER_ACCESS_TOKEN", tower.Token);
        _shell.Set("TOWER_WORKSPACE_ID", FormattableString.Invariant($"{tower.WorkspaceId}"));
        var client = new TowerClient(new TowerClientOptions { Endpoint = tower.Url, Token = tower.Token, WorkspaceId = tower.WorkspaceId });
        var computeEnv = tower.ComputeEnvId;
        var byHand = await LaunchAsync("hello");
        var other = await LaunchAsync("bye");
        _shell.Write("params.yml", "greeting: hello\n");

        await AdoptAsync(["tower"], ["--pipeline", Pipeline, "--revision", "main", "--params", _shell["params.yml"], "--work-dir", "s3://reads/work", "--no-check"], byHand, other);

        Assert.Equal(ExitCode.Done, await _shell.RunAsync("tower", "cancel", byHand, other));

        Task<string> LaunchAsync(string greeting) => client.LaunchAsync(new WorkflowLaunchRequest
        {
            Pipeline = Pipeline,
            Revision = "main",
            ComputeEnvId = computeEnv,
            WorkDir = "s3://reads/work",
            ParamsText = $$"""{ "greeting": "{{greeting}}" }""",
        });
    }

    private async Task AdoptAsync(string[] platform, string[] work, string byHand, string other)
    {
        string[] adopt = [.. platform, "adopt", .. work, "--settle", "0.2", "--run"];
        string[] ledger = ["--ledger", _shell["ledger"]];

        Assert.Equal(ExitCode.WrongUse, await _shell.RunAsync([.. adopt, byHand]));
        Assert.Contains("--ledger", _shell.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.NotFound, await _shell.RunAsync([.. adopt, "typo", .. ledger]));
        Assert.Contains("shows no run typo", _shell.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Conflict, await _shell.RunAsync([.. adopt, other, .. ledger]));
        Assert.Contains($"Run {other} ", _shell.Error, StringComparison.Ordinal);
        Assert.Contains("does other work than was asked for", _shell.Error, StringComparison.Ordinal);

        var adopted = await _shell.JsonAsync([.. adopt, byHand, .. ledger]);
        var found = await _shell.JsonAsync([.. platform, "run", .. work, "--settle", "0.2", .. ledger]);
        Assert.Equal((byHand, byHand), (adopted.GetProperty("runId").GetString(), found.GetProperty("runId").GetString()));

        // Beside a run that does the work, none is adopted.
        Assert.Equal(ExitCode.Conflict, await _shell.RunAsync([.. adopt[..^1], "--scope", "b", "--run", other, .. ledger]));
        var second = (await _shell.JsonAsync([.. platform, "run", .. work, "--settle", "0.2", "--scope", "a"])).GetProperty("runId").GetString()!;
        Assert.Equal(ExitCode.Conflict, await _shell.RunAsync([.. adopt[..^1], "--scope", "a", "--run", byHand, .. ledger]));
        Assert.Contains($"Run {second} is this work already", _shell.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, await _shell.RunAsync([.. platform, "cancel", second]));
    }

    private static string Task(string command) => $$"""
        { "name": "a", "executors": [ { "image": "debian:12", "command": [ "sh", "-c", "{{command}}" ] } ] }
        """;
}
