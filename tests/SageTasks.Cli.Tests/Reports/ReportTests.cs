using SageTasks.Testing;

namespace SageTasks.Cli.Tests.Reports;

/// <summary>The report of what commands did, from their evidence and from the platforms.</summary>
public sealed class ReportTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task Evidence_of_launches_reuse_failures_and_copies_becomes_one_page()
    {
        await using var tes = await LocalTes.StartAsync();
        _shell.Set("TES_ENDPOINT", tes.Endpoint.ToString());
        var (good, bad) = (Task("good", "echo done"), Task("bad", "echo broken >&2; exit 3"));
        await RunAsync(ExitCode.Done, "tes", "run", good, "--settle", "0.2", "--wait", "--interval", "0.2", "--evidence", _shell["evidence"]);
        await RunAsync(ExitCode.Done, "tes", "run", good, "--settle", "0.2", "--evidence", _shell["evidence"]);
        await RunAsync(ExitCode.RunFailed, "tes", "run", bad, "--settle", "0.2", "--wait", "--interval", "0.2", "--evidence", _shell["evidence"]);
        await RunAsync(ExitCode.RunFailed, "tes", "run", bad, "--settle", "0.2", "--on-failure", "throw", "--evidence", _shell["evidence"]);
        await RunAsync(ExitCode.Done, "cp", _shell.Write("reads/a.txt", "ACGT"), _shell["copies/"], "--report", _shell["evidence/copy.csv"]);

        var written = await _shell.JsonAsync("report", _shell["evidence"], "--to", _shell["report.html"], "--title", "My study");

        Assert.Equal((2, 1, 1), (written.GetProperty("runs").GetInt32(), written.GetProperty("failures").GetInt32(), written.GetProperty("transfers").GetInt32()));
        Assert.Empty(written.GetProperty("notes").EnumerateArray());
        var page = await File.ReadAllTextAsync(_shell["report.html"]);
        Assert.Contains("<h1><bdi>My study</bdi></h1>", page, StringComparison.Ordinal);
        Assert.Contains(">launched, reused<", page, StringComparison.Ordinal);
        Assert.Contains("1 failed, 1 succeeded", page, StringComparison.Ordinal);
        Assert.Contains("broken", page, StringComparison.Ordinal);
        Assert.Contains("AttemptsExhaustedException", page, StringComparison.Ordinal);
        Assert.Contains("<bdi>copy.csv</bdi>", page, StringComparison.Ordinal);
        Assert.Matches("datetime=\"[^\"]*Z\"", page);
    }

    [Fact]
    public async Task A_platform_tells_where_the_runs_of_evidence_stand_now_and_lists_its_own()
    {
        await using var tes = await LocalTes.StartAsync();
        _shell.Set("TES_ENDPOINT", tes.Endpoint.ToString());
        await RunAsync(ExitCode.Done, "tes", "run", Task("later", "echo done"), "--settle", "0.2", "--evidence", _shell["evidence"]);
        var id = (await _shell.JsonAsync("tes", "run", Task("other", "echo other"), "--settle", "0.2")).GetProperty("runId").GetString()!;
        await RunAsync(ExitCode.Done, "tes", "watch", id, "--interval", "0.2");
        await RunAsync(ExitCode.Done, "tes", "watch", (await ReadIdAsync())!, "--interval", "0.2");

        await RunAsync(ExitCode.Done, "report", _shell["evidence"], "--to", _shell["fresh.html"], "--platform", "tes");
        _shell.Set("TES_ENDPOINT", null);
        await RunAsync(ExitCode.Done, "report", "--platform", "tes", "--endpoint", tes.Endpoint.ToString(), "--to", _shell["all.html"]);
        await RunAsync(ExitCode.WrongUse, "report", "--platform", "tes", "--endpoint", "localhost:8000", "--to", _shell["none.html"]);
        _shell.Set("TES_ENDPOINT", tes.Endpoint.ToString());
        await RunAsync(ExitCode.Done, "report", "--platform", "tes", "--to", _shell["one.html"], "--name", "OTHER", "--state", "succeeded", "--since", "2020-01-01");

        Assert.Contains("<dt>Runs</dt><dd><strong>1</strong> <span>1 succeeded</span>", await File.ReadAllTextAsync(_shell["fresh.html"]), StringComparison.Ordinal);
        Assert.Contains("<dt>Runs</dt><dd><strong>2</strong> <span>2 succeeded</span>", await File.ReadAllTextAsync(_shell["all.html"]), StringComparison.Ordinal);
        Assert.Contains("<dt>Runs</dt><dd><strong>1</strong>", await File.ReadAllTextAsync(_shell["one.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_platform_can_be_asked()
    {
        await using var tower = await LocalTower.StartAsync();
        await using var cavatica = await LocalCavatica.StartAsync();
        await using var wes = await LocalWes.StartAsync();
        _shell.Set("TOWER_API_ENDPOINT", tower.Url.ToString());
        _shell.Set("TOWER_ACCESS_TOKEN", tower.Token);
        _shell.Set("TOWER_WORKSPACE_ID", FormattableString.Invariant($"{tower.WorkspaceId}"));
        _shell.Set("SB_API_ENDPOINT", cavatica.Endpoint.ToString());
        _shell.Set("SB_AUTH_TOKEN", cavatica.Token);
        _shell.Set("WES_ENDPOINT", wes.Endpoint.ToString());
        tower.AddPipeline("https://github.com/example/hello", "sh", ["-c", "true"]);
        var project = cavatica.AddProject("study");
        var app = cavatica.AddApp(project, "hello", """{ "class": "CommandLineTool", "cwlVersion": "v1.2", "inputs": { "text": "string" }, "outputs": {} }""");
        cavatica.RunApp(app, "sh", "-c", "echo '{}' > cwl.output.json");
        _shell.Write("flow/main.sh", "echo hello\n");
        await RunAsync(ExitCode.Done, "tower", "run", "--pipeline", "https://github.com/example/hello", "--revision", "main", "--work-dir", "s3://reads/work", "--no-check", "--settle", "0.2", "--wait", "--interval", "0.2");
        await RunAsync(ExitCode.Done, "cavatica", "run", "--app", app, "--project", project, "--inputs", _shell.Write("inputs.json", """{ "text": "hello" }"""), "--settle", "0.2", "--wait", "--interval", "0.2");
        await RunAsync(ExitCode.Done, "wes", "run", "--workflow", "main.sh", "--folder", _shell["flow"], "--type", "SHELL", "--type-version", "1.0", "--settle", "0.2", "--wait", "--interval", "0.2");

        foreach (var (platform, work) in new[] { ("tower", "https://github.com/example/hello"), ("cavatica", app), ("wes", "main.sh") })
        {
            await RunAsync(ExitCode.Done, "report", "--platform", platform, "--to", _shell["report.html"]);

            var page = await File.ReadAllTextAsync(_shell["report.html"]);
            Assert.Contains("1 succeeded", page, StringComparison.Ordinal);
            Assert.Contains(work, page, StringComparison.Ordinal);
            Assert.Contains("<rect class=\"good\"", page, StringComparison.Ordinal);
            Assert.Equal(platform == "cavatica", page.Contains("<dt>Cost</dt><dd><strong>USD 0.00</strong>", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Several_platforms_come_into_one_report_and_each_is_asked_for_its_own_runs()
    {
        await using var tes = await LocalTes.StartAsync();
        await using var wes = await LocalWes.StartAsync();
        _shell.Set("TES_ENDPOINT", tes.Endpoint.ToString());
        _shell.Set("WES_ENDPOINT", wes.Endpoint.ToString());
        _shell.Write("flow/main.sh", "echo hello\n");
        await RunAsync(ExitCode.Done, "tes", "run", Task("task", "echo done"), "--settle", "0.2", "--evidence", _shell["evidence"]);
        await RunAsync(ExitCode.Done, "wes", "run", "--workflow", "main.sh", "--folder", _shell["flow"], "--type", "SHELL", "--type-version", "1.0", "--settle", "0.2", "--evidence", _shell["evidence"]);
        foreach (var file in Directory.GetFiles(_shell["evidence"]))
        {
            using var record = System.Text.Json.JsonDocument.Parse(await File.ReadAllTextAsync(file));
            var isTask = record.RootElement.GetProperty("evidence").GetProperty("form").GetProperty("text").GetString()!.Contains("\"tes:", StringComparison.Ordinal);
            await RunAsync(ExitCode.Done, isTask ? "tes" : "wes", "watch", record.RootElement.GetProperty("runId").GetString()!, "--interval", "0.2");

            // As if the evidence were older than the end of the run, however quick that was.
            await File.WriteAllTextAsync(file, record.RootElement.GetRawText().Replace("\"Succeeded\"", "\"Running\"", StringComparison.Ordinal));
        }

        await RunAsync(ExitCode.Done, "report", "--platform", "wes", "--platform", "tes", "--platform", "wes", "--to", _shell["all.html"]);
        await RunAsync(ExitCode.Done, "report", "--platform", "wes", "--platform", "tes", "--name", "TASK", "--to", _shell["one.html"]);
        await RunAsync(ExitCode.Done, "report", _shell["evidence"], "--to", _shell["old.html"]);
        await RunAsync(ExitCode.Done, "report", _shell["evidence"], "--platform", "tes", "--platform", "wes", "--to", _shell["fresh.html"]);

        var all = await File.ReadAllTextAsync(_shell["all.html"]);
        Assert.Contains("<h1><bdi>Runs on the WES server and the TES server</bdi></h1>", all, StringComparison.Ordinal);
        Assert.Contains("<dt>Runs</dt><dd><strong>2</strong> <span>2 succeeded</span>", all, StringComparison.Ordinal);
        Assert.Contains($"on <bdi>tes:{tes.Endpoint.Authority}</bdi>", all, StringComparison.Ordinal);
        Assert.Contains($"on <bdi>wes:{wes.Endpoint.Authority}", all, StringComparison.Ordinal);
        Assert.Contains("<dt>Runs</dt><dd><strong>1</strong>", await File.ReadAllTextAsync(_shell["one.html"]), StringComparison.Ordinal);
        Assert.DoesNotContain("succeeded</span>", await File.ReadAllTextAsync(_shell["old.html"]), StringComparison.Ordinal);
        Assert.Contains("<dt>Runs</dt><dd><strong>2</strong> <span>2 succeeded</span>", await File.ReadAllTextAsync(_shell["fresh.html"]), StringComparison.Ordinal);
        await RunAsync(ExitCode.WrongUse, "report", "--platform", "wes", "--platform", "tes", "--endpoint", tes.Endpoint.ToString(), "--to", _shell["none.html"]);
        await RunAsync(ExitCode.WrongUse, "report", "--platform", "wes", "--platform", "slurm", "--to", _shell["none.html"]);
        Assert.False(File.Exists(_shell["none.html"]));
    }

    [Fact]
    public async Task A_report_of_a_copy_that_cannot_be_read_is_noted_and_hides_nothing()
    {
        await RunAsync(ExitCode.Done, "cp", _shell.Write("reads/a.txt", "ACGT"), _shell["copies/"], "--report", _shell["mine.csv"]);
        _shell.Write("evidence/mine.csv", await File.ReadAllTextAsync(_shell["mine.csv"]));
        await using var held = new FileStream(_shell["evidence/others.csv"], FileMode.CreateNew, FileAccess.Write, FileShare.None);

        var written = await _shell.JsonAsync("report", _shell["evidence"], "--to", _shell["report.html"]);

        Assert.Equal(1, written.GetProperty("transfers").GetInt32());
        Assert.StartsWith("others.csv can't be read and was left out: ", Assert.Single(written.GetProperty("notes").EnumerateArray()).GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_told_is_said_before_anything_is_written()
    {
        await RunAsync(ExitCode.WrongUse, "report", "--to", _shell["report.html"]);
        await RunAsync(ExitCode.WrongUse, "report", "--platform", "tes", "--since", "yesterday", "--to", _shell["report.html"]);
        await RunAsync(ExitCode.NotFound, "report", _shell["nowhere"], "--to", _shell["report.html"]);
        Directory.CreateDirectory(_shell["evidence"]);
        await RunAsync(ExitCode.WrongUse, "report", _shell["evidence"], "--state", "failed", "--to", _shell["report.html"]);

        Assert.False(File.Exists(_shell["report.html"]));
    }

    private async Task RunAsync(int code, params string[] command)
    {
        var ended = await _shell.RunAsync(command);
        Assert.True(code == ended, $"{string.Join(' ', command)}: {ended}\n{_shell.Output}{_shell.Error}");
    }

    private async Task<string?> ReadIdAsync()
    {
        using var record = System.Text.Json.JsonDocument.Parse(await File.ReadAllTextAsync(Directory.GetFiles(_shell["evidence"], "*-launched.json").Single()));
        return record.RootElement.GetProperty("runId").GetString();
    }

    private string Task(string name, string command) => _shell.Write(
        $"{name}.json", $$"""{ "name": "{{name}}", "executors": [ { "image": "alpine", "command": ["sh", "-c", "{{command}}"] } ] }""");
}
