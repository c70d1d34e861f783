using SageTasks.Testing;

namespace SageTasks.Cli.Tests.Runs;

/// <summary>The same commands on the other platforms: what is theirs is how a request is described.</summary>
public sealed class PlatformRunTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task A_pipeline_runs_once_on_Tower()
    {
        await using var tower = await LocalTower.StartAsync();
        tower.AddPipeline("https://github.com/example/hello", "sh", ["-c", "echo hello"]);
        tower.AddPipeline("https://github.com/example/long", "sh", ["-c", "sleep 60"]);
        _shell.Set("TOWER_API_ENDPOINT", tower.Url.ToString());
        _shell.Set("TOWER_ACCESS_TOKEN", tower.Token);

        string[] Run(string pipeline) =>
        [
            "tower", "run", "--workspace", FormattableString.Invariant($"{tower.WorkspaceId}"), "--pipeline", $"https://github.com/example/{pipeline}", "--revision", "main",
            "--params", _shell.Write("params.yml", "greeting: hello\n"), "--work-dir", "s3://reads/work", "--no-check",
        ];
        await RunTwiceAsync("hello", Run("hello"));
        await CancelAsync(Run("long"));
    }

    [Fact]
    public async Task A_task_runs_once_on_Cavatica()
    {
        await using var cavatica = await LocalCavatica.StartAsync();
        var project = cavatica.AddProject("study");
        var app = cavatica.AddApp(project, "hello", """{ "class": "CommandLineTool", "cwlVersion": "v1.2", "inputs": { "text": "string" }, "outputs": {} }""");
        cavatica.RunApp(app, "sh", "-c", "case $(cat inputs.json) in *long*) sleep 60 ;; esac; echo '{}' > cwl.output.json");
        _shell.Set("SB_API_ENDPOINT", cavatica.Endpoint.ToString());
        _shell.Set("SB_AUTH_TOKEN", cavatica.Token);

        string[] Run(string text) => ["cavatica", "run", "--app", app, "--project", project, "--inputs", _shell.Write($"{text}.json", $$"""{ "text": "{{text}}" }""")];
        await RunTwiceAsync(null, Run("hello"));
        await CancelAsync(Run("long"));
    }

    [Fact]
    public async Task A_workflow_of_a_folder_runs_once_on_WES()
    {
        await using var wes = await LocalWes.StartAsync();
        _shell.Write("hello/main.sh", "echo hello\n");
        _shell.Write("long/main.sh", "sleep 60\n");

        string[] Run(string folder) => ["wes", "run", "--endpoint", wes.Endpoint.ToString(), "--workflow", "main.sh", "--folder", _shell[folder], "--type", "SHELL", "--type-version", "1.0"];
        await RunTwiceAsync("hello", Run("hello"));
        await CancelAsync(Run("long"));
    }

    private async Task RunTwiceAsync(string? log, string[] run)
    {
        string[] command = [.. run, "--settle", "0.2"];
        string[] explain = [run[0], "explain", .. run[2..]];

        Assert.Equal("Launch", (await _shell.JsonAsync(explain)).GetProperty("action").GetString());
        var first = await _shell.JsonAsync(command);
        var id = first.GetProperty("runId").GetString()!;
        Assert.True(await _shell.RunAsync([run[0], "watch", id, "--interval", "0.2", .. Connection(run)]) == 0, _shell.Output + _shell.Error);
        Assert.Equal("Reuse", (await _shell.JsonAsync(explain)).GetProperty("action").GetString());
        var again = await _shell.JsonAsync(command);

        Assert.Equal(("Launched", "Reused", id), (first.GetProperty("outcome").GetString(), again.GetProperty("outcome").GetString(), again.GetProperty("runId").GetString()));
        Assert.Equal(0, await _shell.RunAsync([run[0], "logs", id, .. Connection(run)]));
        Assert.Contains(log ?? "", _shell.Output, StringComparison.Ordinal);
    }

    private async Task CancelAsync(string[] run)
    {
        var id = (await _shell.JsonAsync([.. run, "--settle", "0.2", "--early"])).GetProperty("runId").GetString()!;

        Assert.True(await _shell.RunAsync([run[0], "cancel", id, .. Connection(run)]) == 0, _shell.Error);

        Assert.Equal(ExitCode.RunFailed, await _shell.RunAsync([run[0], "watch", id, "--interval", "0.2", .. Connection(run)]));
        Assert.Contains($"{id} Canceled", _shell.Output, StringComparison.Ordinal);
    }

    private static string[] Connection(string[] run) => run is [_, _, "--workspace" or "--endpoint", ..] ? run[2..4] : [];
}
