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
        tower.AddPipeline("https://github.com/example/hello", "sh", ["-c", "true"]);
        _shell.Set("TOWER_API_ENDPOINT", tower.Url.ToString());
        _shell.Set("TOWER_ACCESS_TOKEN", tower.Token);

        await RunTwiceAsync(
            "tower", "run", "--workspace", FormattableString.Invariant($"{tower.WorkspaceId}"), "--pipeline", "https://github.com/example/hello", "--revision", "main",
            "--params", _shell.Write("params.yml", "greeting: hello\n"), "--work-dir", "s3://reads/work", "--no-check");
    }

    [Fact]
    public async Task A_task_runs_once_on_Cavatica()
    {
        await using var cavatica = await LocalCavatica.StartAsync();
        var project = cavatica.AddProject("study");
        var app = cavatica.AddApp(project, "hello", """{ "class": "CommandLineTool", "cwlVersion": "v1.2", "inputs": { "text": "string" }, "outputs": {} }""");
        cavatica.RunApp(app, "sh", "-c", "echo '{}' > cwl.output.json");
        _shell.Set("SB_API_ENDPOINT", cavatica.Endpoint.ToString());
        _shell.Set("SB_AUTH_TOKEN", cavatica.Token);

        await RunTwiceAsync("cavatica", "run", "--app", app, "--project", project, "--inputs", _shell.Write("inputs.json", """{ "text": "hello" }"""));
    }

    [Fact]
    public async Task A_workflow_of_a_folder_runs_once_on_WES()
    {
        await using var wes = await LocalWes.StartAsync();
        _shell.Write("flow/main.sh", "echo hello\n");

        await RunTwiceAsync("wes", "run", "--endpoint", wes.Endpoint.ToString(), "--workflow", "main.sh", "--folder", _shell["flow"], "--type", "SHELL", "--type-version", "1.0");
    }

    private async Task RunTwiceAsync(params string[] run)
    {
        string[] command = [.. run, "--settle", "0.2"];

        var first = await _shell.JsonAsync(command);
        var id = first.GetProperty("runId").GetString()!;
        var connection = run is [_, _, "--workspace" or "--endpoint", ..] ? run[2..4] : [];
        Assert.True(await _shell.RunAsync([run[0], "watch", id, "--interval", "0.2", .. connection]) == 0, _shell.Output + _shell.Error);
        var again = await _shell.JsonAsync(command);

        Assert.Equal(("Launched", "Reused", id), (first.GetProperty("outcome").GetString(), again.GetProperty("outcome").GetString(), again.GetProperty("runId").GetString()));
    }
}
