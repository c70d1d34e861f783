using SageTasks.Testing;

namespace SageTasks.Cli.Tests.Runs;

/// <summary>All commands over runs, on a server that executes.</summary>
public sealed class TesRunTests : IAsyncLifetime, IDisposable
{
    private readonly Shell _shell = new();
    private LocalTes _tes = null!;

    public async Task InitializeAsync()
    {
        _tes = await LocalTes.StartAsync();
        _shell.Set("TES_ENDPOINT", _tes.Endpoint.ToString());
    }

    public async Task DisposeAsync() => await _tes.DisposeAsync();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task The_same_command_launches_once_waits_and_reuses()
    {
        var task = Task("echo done");

        var first = await _shell.JsonAsync("tes", "run", task, "--settle", "0.2", "--evidence", _shell["evidence"]);
        var id = first.GetProperty("runId").GetString()!;
        Assert.Equal(0, await _shell.RunAsync("tes", "watch", id, "--interval", "0.2"));
        Assert.Contains($"{id} Succeeded", _shell.Output, StringComparison.Ordinal);
        var again = await _shell.JsonAsync("tes", "run", task, "--settle", "0.2");

        Assert.Equal(("Launched", "Reused"), (first.GetProperty("outcome").GetString(), again.GetProperty("outcome").GetString()));
        Assert.Equal(id, again.GetProperty("runId").GetString());
        Assert.Equal([$"{first.GetProperty("key").GetString()}-1-launched.json"], Directory.GetFiles(_shell["evidence"]).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_dry_run_and_explain_launch_nothing()
    {
        var task = Task("echo done");

        Assert.Equal(0, await _shell.RunAsync("tes", "run", task, "--dry-run"));
        Assert.StartsWith("would launch", _shell.Output, StringComparison.Ordinal);
        var explained = await _shell.JsonAsync("tes", "explain", task);

        Assert.Equal("Launch", explained.GetProperty("action").GetString());
        Assert.Empty(_tes.Journal.Entries);
    }

    [Fact]
    public async Task Evidence_that_cannot_be_kept_hides_no_run()
    {
        var task = Task("echo done");
        var key = (await _shell.JsonAsync("tes", "explain", task)).GetProperty("key").GetString();
        Directory.CreateDirectory(_shell[$"evidence/{key}-1-launched.json"]);

        var launched = await _shell.JsonAsync("tes", "run", task, "--settle", "0.2", "--evidence", _shell["evidence"]);

        Assert.Equal("Launched", launched.GetProperty("outcome").GetString());
        Assert.Contains("\"warning\":\"evidence could not be kept", _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evidence_that_is_lost_is_told_to_who_wants_only_results_and_errors_too()
    {
        var task = Task("echo done");
        var key = (await _shell.JsonAsync("tes", "explain", task)).GetProperty("key").GetString();
        Directory.CreateDirectory(_shell[$"evidence/{key}-1-launched.json"]);

        Assert.Equal(ExitCode.Done, await _shell.RunAsync("tes", "run", task, "--settle", "0.2", "--evidence", _shell["evidence"], "-q"));

        Assert.StartsWith("warning: evidence could not be kept", _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_for_evidence_or_a_ledger_that_cannot_be_made_is_told_before_anything_is_sent()
    {
        Assert.Equal(ExitCode.Failed, await _shell.RunAsync("tes", "run", Task("echo done"), "--evidence", _shell.Write("file", "")));
        Assert.StartsWith($"error: --evidence {_shell["file"]} ", _shell.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failed, await _shell.RunAsync("tes", "run", Task("echo done"), "--ledger", _shell["file/ledger"]));
        Assert.StartsWith($"error: --ledger {_shell["file/ledger"]} ", _shell.Error, StringComparison.Ordinal);

        Assert.Empty(_tes.Journal.Entries);
    }

    [Fact]
    public async Task A_run_that_fails_shows_its_log_and_is_an_exit_code()
    {
        Assert.Equal(ExitCode.RunFailed, await _shell.RunAsync("tes", "run", Task("echo broken >&2; exit 3"), "--settle", "0.2", "--wait", "--interval", "0.2"));

        Assert.Contains("Failed", _shell.Output, StringComparison.Ordinal);
        Assert.Contains("broken", _shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_run_is_not_repeated_where_an_orchestrator_repeats_the_command()
    {
        string[] run = ["tes", "run", Task("exit 3"), "--settle", "0.2", "--wait", "--interval", "0.2", "--on-failure", "throw"];

        Assert.Equal(ExitCode.RunFailed, await _shell.RunAsync(run));
        Assert.Equal(ExitCode.RunFailed, await _shell.RunAsync(run));
        Assert.Equal(ExitCode.Done, await _shell.RunAsync("tes", "explain", run[2], "--on-failure", "resubmit", "--max-attempts", "3"));

        Assert.StartsWith("would resubmit", _shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_is_canceled_and_then_refused_until_somebody_wants_it_again()
    {
        var task = Task("sleep 60");
        var id = (await _shell.JsonAsync("tes", "run", task, "--early", "--settle", "0.2")).GetProperty("runId").GetString()!;

        Assert.Equal(0, await _shell.RunAsync("tes", "cancel", id));
        Assert.Equal(ExitCode.RunFailed, await _shell.RunAsync("tes", "watch", id, "--interval", "0.2"));
        Assert.Equal(ExitCode.RunFailed, await _shell.RunAsync("tes", "run", task, "--settle", "0.2"));
        var again = await _shell.JsonAsync("tes", "run", task, "--settle", "0.2", "--early", "--resubmit-canceled");

        Assert.Equal("Resubmitted", again.GetProperty("outcome").GetString());
        Assert.Equal(0, await _shell.RunAsync("tes", "cancel", again.GetProperty("runId").GetString()!));
    }

    [Fact]
    public async Task Logs_are_shown()
    {
        var id = (await _shell.JsonAsync("tes", "run", Task("echo one; echo two"), "--settle", "0.2")).GetProperty("runId").GetString()!;
        await _shell.RunAsync("tes", "watch", id, "--interval", "0.2");

        Assert.Equal(0, await _shell.RunAsync("tes", "logs", id, "-n", "1"));

        Assert.Equal("two", _shell.Output.Trim());
        Assert.Equal(ExitCode.NotFound, await _shell.RunAsync("tes", "logs", "absent"));
    }

    [Fact]
    public async Task A_run_that_is_none_is_not_there_and_becomes_no_evidence()
    {
        Assert.Equal(ExitCode.NotFound, await _shell.RunAsync("tes", "watch", "typo", "--interval", "0.01", "--evidence", _shell["evidence"]));

        Assert.Equal("error: There is no run typo.", _shell.Error.Trim());
        Assert.Empty(_shell.Output);
        Assert.Empty(Directory.GetFiles(_shell["evidence"]));
    }

    [Fact]
    public async Task A_run_that_failed_is_not_hidden_by_an_id_that_is_none()
    {
        var id = (await _shell.JsonAsync("tes", "run", Task("echo DB_PASSWORD=hunter2; exit 3"), "--settle", "0.2")).GetProperty("runId").GetString()!;

        Assert.Equal(ExitCode.RunFailed, await _shell.RunAsync("tes", "watch", id, "typo", "--interval", "0.2"));

        Assert.Equal("error: There is no run typo.", _shell.Error.Trim());
        Assert.Contains($"{id} Failed", _shell.Output, StringComparison.Ordinal);
        Assert.Contains("DB_PASSWORD=***", _shell.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", _shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_that_cannot_be_written_is_said_all_the_same()
    {
        using var error = new StringWriter();

        var code = await CommandLine.RunAsync(["tes", "run", Task("true"), "--settle", "0.2"], new Terminal(TextReader.Null, new FullDisk(), error, isInteractive: false));

        Assert.Equal(ExitCode.Failed, code);
        var id = (await _shell.JsonAsync("tes", "run", Task("true"), "--settle", "0.2")).GetProperty("runId").GetString();
        Assert.Contains($"(No space left on device). What was done: launched {id} ", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_failure_of_a_submission_is_kept()
    {
        var task = Task("true");
        _shell.Write("strict.json", """{ "executors": [ { "image": "", "command": [] } ] }""");

        Assert.Equal(ExitCode.Later, await _shell.RunAsync("tes", "run", task, "--ledger", "postgres://etl@127.0.0.1:9/lab?connect_timeout=1", "--evidence", _shell["evidence"]));
        Assert.Equal(ExitCode.WrongUse, await _shell.RunAsync("tes", "run", _shell["strict.json"], "--evidence", _shell["evidence"]));

        var kinds = Directory.GetFiles(_shell["evidence"]).Select(file => System.Text.Json.JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("kind").GetString());
        Assert.Equal(["LedgerException", "TaskRefusedException"], kinds.Order());
    }

    [Fact]
    public async Task A_secret_is_neither_shown_nor_kept()
    {
        var task = _shell.Write("task.json", """
            { "name": "a", "executors": [ { "image": "debian:12", "command": [ "true" ], "env": { "DB_PASSWORD": "hunter2", "BADGE": "open sesame" } } ] }
            """);
        string[] marked = [task, "--secret", "/executors/0/env/BADGE"];

        foreach (var command in (string[][])[["explain"], ["run", "--dry-run"], ["explain", "-o", "json"], ["run", "--settle", "0.2", "-o", "json", "--evidence", _shell["evidence"]]])
        {
            Assert.Equal(ExitCode.Done, await _shell.RunAsync(["tes", .. command, .. marked]));
            Assert.Contains("BADGE", _shell.Output, StringComparison.Ordinal);
            Assert.DoesNotMatch("hunter2|sesame", _shell.Output + _shell.Error);
        }

        Assert.DoesNotMatch("hunter2|sesame", await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(_shell["evidence"]))));
        Assert.Equal(ExitCode.WrongUse, await _shell.RunAsync("tes", "run", task, "--secret", "/executors/0/env/BADGES"));
        Assert.Contains("'/executors/0/env/BADGES'", _shell.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.WrongUse, await _shell.RunAsync("tes", "run", task, "--secret", "BADGE"));
        Assert.StartsWith("error: --secret 'BADGE': write a JSON pointer", _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_of_another_scope_is_other_work_and_a_ledger_knows_it()
    {
        var task = Task("true");
        string[] run = ["tes", "run", task, "--settle", "0.2", "--ledger", _shell["ledger"], "--scope"];

        var monday = await _shell.JsonAsync([.. run, "monday"]);
        var tuesday = await _shell.JsonAsync([.. run, "tuesday"]);

        Assert.NotEqual(monday.GetProperty("runId").GetString(), tuesday.GetProperty("runId").GetString());
        Assert.NotEmpty(Directory.GetFileSystemEntries(_shell["ledger"]));
    }

    [Fact]
    public async Task A_ledgers_address_is_read_as_PostgreSQLs_own_tools_read_it()
    {
        var task = Task("true");
        const string server = "127.0.0.1:9/lab?sslmode=verify-full&connect_timeout=1";

        Assert.Equal(ExitCode.Later, await _shell.RunAsync("tes", "run", task, "--ledger", $"postgres://etl@{server}"));
        Assert.Equal(ExitCode.WrongUse, await _shell.RunAsync("tes", "run", task, "--ledger", $"postgres://etl:my-secret@{server}"));

        Assert.DoesNotContain("my-secret", _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_that_is_none_is_refused_before_anything_is_sent()
    {
        Assert.Equal(ExitCode.WrongUse, await _shell.RunAsync("tes", "run", _shell.Write("task.json", """{ "executors": [] }""")));
        Assert.Equal(ExitCode.WrongUse, await _shell.RunAsync("tes", "run", _shell.Write("task.json", "{")));
        Assert.Contains("task.json", _shell.Error, StringComparison.Ordinal);
        Assert.Empty(_tes.Journal.Entries);
    }

    private string Task(string command) => _shell.Write("task.json", $$"""
        { "name": "a", "executors": [ { "image": "debian:12", "command": [ "sh", "-c", "{{command}}" ] } ] }
        """);
}
