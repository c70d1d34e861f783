using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using SageTasks.ContractSuites;

namespace SageTasks.Testing.Tests;

public sealed class WesExecutionTests
{
    [Fact]
    public async Task a_script_runs_for_real_with_its_parameters_logs_and_results()
    {
        await using var session = await WesSession.StartAsync(new LocalWesOptions());

        var id = await session.SubmitAsync([
            .. WesSession.Script("echo hello $name; echo careful >&2; mkdir -p out; cat lib/words.txt > 'out/a b.txt'; cat \"$WES_PARAMS\" > params.json", """{"name":"Ada","deep":{"n":1}}"""),
            ("@lib/words.txt", "words")]);
        var run = await session.EndAsync(id);

        Assert.Equal("COMPLETE", run.GetProperty("state").GetString());
        var log = run.GetProperty("run_log");
        Assert.Equal(0, log.GetProperty("exit_code").GetInt32());
        Assert.Equal("hello Ada\n", await session.ReadAsync(log.GetProperty("stdout").GetString()));
        Assert.Equal("careful\n", await session.ReadAsync(log.GetProperty("stderr").GetString()));
        Assert.Equal("words", await session.ReadAsync(run.GetProperty("outputs").GetProperty("out/a b.txt").GetString()));
        Assert.Equal("""{"name":"Ada","deep":{"n":1}}""", await session.ReadAsync(run.GetProperty("outputs").GetProperty("params.json").GetString()));
        var task = Assert.Single((await session.GetAsync($"runs/{id}/tasks")).GetProperty("task_logs").EnumerateArray());
        Assert.Equal("main.sh", task.GetProperty("name").GetString());
        Assert.Equal(0, (await session.GetAsync($"runs/{id}/tasks/{task.GetProperty("id").GetString()}")).GetProperty("exit_code").GetInt32());
        Assert.Equal(HttpStatusCode.NotFound, (await session.AskAsync("GET", $"files/{id}/..%2Fstdout")).Status);
    }

    [Fact]
    public async Task only_files_of_the_run_are_results()
    {
        await using var session = await WesSession.StartAsync(new LocalWesOptions());

        var id = await session.SubmitAsync(WesSession.Script("mkdir out; echo 1 > out/one.txt; ln -s out/one.txt two.txt; mkfifo p; ln -s /etc etc; ln -s /etc/hosts hosts; ln -s .. up; ln -s circle circle"));
        var run = await session.EndAsync(id);

        Assert.Equal("COMPLETE", run.GetProperty("state").GetString());
        Assert.Equal(["out/one.txt", "two.txt"], run.GetProperty("outputs").EnumerateObject().Select(output => output.Name));
        Assert.Equal("1\n", await session.ReadAsync(run.GetProperty("outputs").GetProperty("two.txt").GetString()));
        foreach (var name in (string[])["p", "etc/passwd", "hosts", "up/stdout", "circle"])
        {
            Assert.Equal((name, HttpStatusCode.NotFound), (name, (await session.AskAsync("GET", $"files/{id}/{name}")).Status));
        }
    }

    [Fact]
    public async Task a_script_that_fails_is_an_executor_error_with_its_code()
    {
        await using var session = await WesSession.StartAsync(new LocalWesOptions());

        var run = await session.EndAsync(await session.SubmitAsync(WesSession.Script("exit 7")));

        Assert.Equal("EXECUTOR_ERROR", run.GetProperty("state").GetString());
        Assert.Equal(7, run.GetProperty("run_log").GetProperty("exit_code").GetInt32());
    }

    [Fact]
    public async Task a_workflow_that_cannot_be_fetched_is_a_system_error()
    {
        await using var session = await WesSession.StartAsync(new LocalWesOptions());

        var run = await session.EndAsync(await session.SubmitAsync(
            ("workflow_type", "SHELL"), ("workflow_type_version", "1.0"), ("workflow_url", new Uri(session.Server.Url, "/nothing.sh").ToString())));

        Assert.Equal("SYSTEM_ERROR", run.GetProperty("state").GetString());
        Assert.Contains("404", Assert.Single(run.GetProperty("run_log").GetProperty("system_logs").EnumerateArray()).GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_cancelled_run_is_killed_with_all_that_it_started()
    {
        await using var session = await WesSession.StartAsync(new LocalWesOptions());
        var id = await session.SubmitAsync(WesSession.Script("(sleep 600; echo late > late.txt) & echo $! > child; wait"));
        var work = Path.Combine(session.Server.Folder, "runs", id, "work", "child");
        await Eventually.HoldsAsync(() => File.Exists(work) && File.ReadAllText(work).EndsWith('\n'), "the script is at work");

        await session.AskAsync("POST", $"runs/{id}/cancel");
        var run = await session.EndAsync(id);

        Assert.Equal("CANCELED", run.GetProperty("state").GetString());
        var child = File.ReadAllText(work).Trim();
        await Eventually.HoldsAsync(() => !IsAlive(child), "what the script started is gone");
    }

    [Theory]
    [InlineData("(setsid sleep MARK &) ; setsid sleep MARK >/dev/null 2>&1 & echo begun", false)]
    [InlineData("(setsid sleep MARK &) ; sleep MARK", true)]
    public async Task a_child_whose_parent_has_ended_ends_with_the_run(string script, bool cancel)
    {
        var mark = string.Create(CultureInfo.InvariantCulture, $"{Random.Shared.Next(100_000, 999_999)}.125");
        await using var session = await WesSession.StartAsync(new LocalWesOptions());
        var id = await session.SubmitAsync(WesSession.Script(script.Replace("MARK", mark, StringComparison.Ordinal)));
        if (cancel)
        {
            await Eventually.HoldsAsync(() => Sandboxes.Sleeping(mark) == 2, "both are at work");
            await session.AskAsync("POST", $"runs/{id}/cancel");
        }

        Assert.Equal(cancel ? "CANCELED" : "COMPLETE", (await session.EndAsync(id)).GetProperty("state").GetString());
        await Eventually.HoldsAsync(() => Sandboxes.Sleeping(mark) == 0, "nothing of it runs");
    }

    [Fact]
    public async Task what_a_dead_server_left_running_ends_when_the_next_one_starts()
    {
        using var state = new TemporaryFolder();
        var mark = string.Create(CultureInfo.InvariantCulture, $"{Random.Shared.Next(100_000, 999_999)}.0625");
        string id;
        await using (var session = await WesSession.StartAsync(new LocalWesOptions { StateFolder = state.Path }))
        {
            id = await session.SubmitAsync(WesSession.Script("sleep 600"));
            await Eventually.HoldsAsync(() => session.Server.Runs[0].State == LocalWesState.Running, "it runs");
        }

        using var left = Process.Start(new ProcessStartInfo("setsid", ["sleep", mark]) { Environment = { ["WES_RUN_ID"] = id } })!;
        await Eventually.HoldsAsync(() => Sandboxes.Sleeping(mark) == 1, "something is left");
        await using (var session = await WesSession.StartAsync(new LocalWesOptions { StateFolder = state.Path }))
        {
            Assert.Equal(0, Sandboxes.Sleeping(mark));
            Assert.Equal("SYSTEM_ERROR", await session.StateAsync(id));
        }
    }

    [Fact]
    public async Task an_attachment_stays_as_it_came_whatever_it_is_called()
    {
        await using var session = await WesSession.StartAsync(new LocalWesOptions());
        var run = await session.EndAsync(await session.SubmitAsync([
            .. WesSession.Script("cat .wes-params.json \"$WES_PARAMS\"", """{"given":1}"""), ("@.wes-params.json", "mine"), ("@.wes-params-1.json/a", "mine too")]));
        Assert.Equal("mine{\"given\":1}\n", await session.ReadAsync(run.GetProperty("run_log").GetProperty("stdout").GetString()));

        using var web = new SmallWeb();
        web.Files["/main.sh"] = "cat main.sh"u8.ToArray();
        var fetched = await session.EndAsync(await session.SubmitAsync(
            ("workflow_type", "SHELL"), ("workflow_type_version", "1.0"), ("workflow_url", $"{web.Url}main.sh"), ("@main.sh", "attached")));
        Assert.Equal("attached\n", await session.ReadAsync(fetched.GetProperty("run_log").GetProperty("stdout").GetString()));
    }

    [Theory]
    [InlineData("a", "a/b")]
    [InlineData("a/b/c", "a")]
    [InlineData("a/b", "a/b/c/d")]
    [InlineData("a", "a")]
    [InlineData("long", null)]
    public async Task attachments_that_cannot_lie_beside_each_other_are_refused(string one, string? other)
    {
        await using var session = await WesSession.StartAsync(new LocalWesOptions());
        var (status, text) = await session.PostAsync([.. WesSession.Script("true"), ($"@{one}", "1"), ($"@{other ?? new string('x', 256)}", "2")]);
        Assert.True(status == HttpStatusCode.BadRequest, text);
        Assert.Empty(session.Server.Runs);
    }

    [Fact]
    public async Task a_workflow_type_that_is_not_installed_is_refused()
    {
        await using var session = await WesSession.StartAsync(new LocalWesOptions());

        var (status, text) = await session.PostAsync(("workflow_type", "WDL"), ("workflow_type_version", "1.0"), ("workflow_url", "https://example.org/a.wdl"));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("SHELL", JsonDocument.Parse(text).RootElement.GetProperty("msg").GetString(), StringComparison.Ordinal);
    }

    // A process that was killed may wait for its parent to take notice.
    private static bool IsAlive(string id) =>
        File.Exists($"/proc/{id}/stat") && !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);
}
