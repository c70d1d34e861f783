using System.Text.Json;
using SageTasks.ContractSuites;

namespace SageTasks.Testing.Tests;

/// <summary>Runs whose steps a TES executes.</summary>
public sealed class WesTesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<LocalTesPersonality> Personalities =>
        new(LocalTesPersonality.Spec, LocalTesPersonality.Funnel, LocalTesPersonality.Tesk, LocalTesPersonality.ProTes);

    private string Gate => Path.Combine(_folder.Path, "go");

    private string WaitsForGate => $"echo begun; while [ ! -e {Gate} ]; do sleep 0.05; done; echo done > done.txt";

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Personalities))]
    public async Task a_script_is_a_task_of_the_TES_and_shows_as_one(LocalTesPersonality personality)
    {
        await using var tes = await LocalTes.StartAsync(new LocalTesOptions { Personality = personality, Access = LocalTesAccess.Token });
        await using var session = await StartAsync(tes);

        var id = await session.SubmitAsync([
            .. WesSession.Script("echo hello $name; echo careful >&2; seq 20000; mkdir out; cat lib/words.txt > 'out/a b.txt'; cat \"$WES_PARAMS\" > params.json", """{"name":"Ada"}"""),
            ("@lib/words.txt", "words")]);
        var run = await session.EndAsync(id);

        Assert.True(run.GetProperty("state").GetString() == "COMPLETE", run.ToString());
        var log = run.GetProperty("run_log");
        Assert.Equal(0, log.GetProperty("exit_code").GetInt32());
        var said = await session.ReadAsync(log.GetProperty("stdout").GetString());
        Assert.StartsWith("hello Ada\n1\n2\n", said, StringComparison.Ordinal);
        Assert.Equal(20_001, said.Count(letter => letter == '\n'));
        Assert.Equal("careful\n", await session.ReadAsync(log.GetProperty("stderr").GetString()));
        Assert.Equal(["out/a b.txt", "params.json"], run.GetProperty("outputs").EnumerateObject().Select(output => output.Name));
        Assert.Equal("words", await session.ReadAsync(run.GetProperty("outputs").GetProperty("out/a b.txt").GetString()));
        Assert.Equal("""{"name":"Ada"}""", await session.ReadAsync(run.GetProperty("outputs").GetProperty("params.json").GetString()));
        var task = Assert.Single((await session.GetAsync($"runs/{id}/tasks")).GetProperty("task_logs").EnumerateArray());
        var executed = Assert.Single(tes.Tasks);
        Assert.Equal((executed.Id, "main.sh", 0), (task.GetProperty("id").GetString(), task.GetProperty("name").GetString(), task.GetProperty("exit_code").GetInt32()));
        Assert.Equal($"{tes.Endpoint.ToString().TrimEnd('/')}/tasks/{executed.Id}", task.GetProperty("tes_uri").GetString());
        Assert.NotNull(task.GetProperty("end_time").GetString());
        Assert.NotNull(log.GetProperty("start_time").GetString());
        Assert.Equal(id, executed.Tags["wes-run-id"]);
        Assert.Equal(task.ToString(), (await session.GetAsync($"runs/{id}/tasks/{executed.Id}")).ToString());
    }

    [Fact]
    public async Task a_script_that_fails_has_the_code_and_the_words_of_its_task()
    {
        await using var tes = await LocalTes.StartAsync();
        await using var session = await StartAsync(tes);

        var run = await session.EndAsync(await session.SubmitAsync(WesSession.Script("echo oops >&2; exit 7")));

        Assert.Equal("EXECUTOR_ERROR", run.GetProperty("state").GetString());
        Assert.Equal(7, run.GetProperty("run_log").GetProperty("exit_code").GetInt32());
        Assert.Equal("oops\n", await session.ReadAsync(run.GetProperty("run_log").GetProperty("stderr").GetString()));
        Assert.Equal(LocalTesState.ExecutorError, Assert.Single(tes.Tasks).State);
    }

    [Fact]
    public async Task a_cancelled_run_cancels_its_task()
    {
        await using var tes = await LocalTes.StartAsync();
        await using var session = await StartAsync(tes);
        var id = await session.SubmitAsync(WesSession.Script("sleep 600"));
        await Eventually.HoldsAsync(() => session.Server.Runs[0].State == LocalWesState.Running, "it runs");

        await session.AskAsync("POST", $"runs/{id}/cancel");

        Assert.Equal("CANCELED", (await session.EndAsync(id)).GetProperty("state").GetString());
        Assert.Equal(LocalTesState.Canceled, Assert.Single(tes.Tasks).State);
    }

    [Fact]
    public async Task what_becomes_of_the_task_becomes_of_the_run()
    {
        await using var tes = await LocalTes.StartAsync(new LocalTesOptions { Simulation = TesSession.UntilTold });
        await using var session = await StartAsync(tes);
        var id = await session.SubmitAsync(WesSession.Script("true"));
        await Eventually.HoldsAsync(() => session.Server.Runs[0].State == LocalWesState.Running, "it runs");

        tes.SetState(tes.Tasks[0].Id, LocalTesState.Preempted);

        Assert.Equal("PREEMPTED", (await session.EndAsync(id)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task a_run_goes_on_with_its_task_when_the_server_starts_anew()
    {
        await using var tes = await LocalTes.StartAsync(new LocalTesOptions { Sandbox = LocalTesSandbox.Processes });
        var state = Path.Combine(_folder.Path, "wes");
        string id, canceled;
        await using (var session = await StartAsync(tes, state))
        {
            (id, canceled) = (await session.SubmitAsync(WesSession.Script(WaitsForGate)), await session.SubmitAsync(WesSession.Script("sleep 600")));
            await Eventually.HoldsAsync(() => session.Server.Runs.All(run => run.State == LocalWesState.Running), "both run");
        }

        Assert.All(tes.Tasks, task => Assert.Equal(LocalTesState.Running, task.State));
        await using (var session = await StartAsync(tes, state))
        {
            await session.AskAsync("POST", $"runs/{canceled}/cancel");
            await File.WriteAllTextAsync(Gate, "");
            var run = await session.EndAsync(id);
            Assert.True(run.GetProperty("state").GetString() == "COMPLETE", run.ToString());
            Assert.Equal(["done.txt"], run.GetProperty("outputs").EnumerateObject().Select(output => output.Name));
            Assert.Equal("CANCELED", (await session.EndAsync(canceled)).GetProperty("state").GetString());
        }

        Assert.Equal(2, tes.Tasks.Count);
    }

    [Fact]
    public async Task runs_on_a_TES_outlive_a_kill_of_both_servers()
    {
        string killed, queued;
        var arguments = (string[])["--wes", "0", "--wes-on-tes"];
        await using (var first = await PlatformProcess.StartAsync("tes", _folder.Path, arguments))
        {
            killed = await SubmitAsync(first, "sleep 600");
            await EndAsync(first, killed, state => state == "RUNNING");
            queued = await SubmitAsync(first, "true");
            await first.KillAsync();
        }

        await using var second = await PlatformProcess.StartAsync("tes", _folder.Path, arguments);
        Assert.Equal("SYSTEM_ERROR", await EndAsync(second, killed, HasEnded));
        Assert.Contains(await EndAsync(second, queued, HasEnded), (string[])["COMPLETE", "SYSTEM_ERROR"]);
        Assert.Equal(2, (await second.JournalAsync("task.created")).Length);
    }

    [Fact]
    public async Task a_server_that_keeps_nothing_leaves_no_task_behind()
    {
        await using var tes = await LocalTes.StartAsync();
        await using (var session = await StartAsync(tes))
        {
            await session.SubmitAsync(WesSession.Script("sleep 600"));
            await Eventually.HoldsAsync(() => session.Server.Runs[0].State == LocalWesState.Running, "it runs");
        }

        await Eventually.HoldsAsync(() => tes.Tasks[0].State == LocalTesState.Canceled, "its task is cancelled");
    }

    [Theory]
    [InlineData(FaultKind.DropReply, "POST /tasks")]
    [InlineData(FaultKind.FailAfter, "POST /tasks")]
    [InlineData(FaultKind.FailBefore, "POST /tasks")]
    [InlineData(FaultKind.DropReply, "GET /tasks/*")]
    public async Task a_TES_that_fails_for_a_while_has_one_task_for_a_run(FaultKind fault, string route)
    {
        await using var tes = await LocalTes.StartAsync();
        tes.Faults.Strike(fault, route);
        await using var session = await StartAsync(tes);

        var run = await session.EndAsync(await session.SubmitAsync(WesSession.Script("true")));

        Assert.True(run.GetProperty("state").GetString() == "COMPLETE", run.ToString());
        Assert.Single(tes.Tasks);
    }

    [Fact]
    public async Task a_TES_that_refuses_the_task_is_a_system_error_with_its_word()
    {
        await using var tes = await LocalTes.StartAsync(new LocalTesOptions { Personality = LocalTesPersonality.TesAzure });
        await using var session = await StartAsync(tes);

        var run = await session.EndAsync(await session.SubmitAsync(WesSession.Script("true")));

        Assert.Equal("SYSTEM_ERROR", run.GetProperty("state").GetString());
        Assert.Contains("400", run.GetProperty("run_log").GetProperty("system_logs")[0].GetString(), StringComparison.Ordinal);
        Assert.Empty(tes.Tasks);
    }

    [Fact]
    public void The_token_is_not_printed() => Assert.DoesNotContain(
        "secret", new LocalWesOptions { Tes = new LocalWesTes { Endpoint = new Uri("http://localhost"), Token = "secret" } }.ToString(), StringComparison.Ordinal);

    private static Task<WesSession> StartAsync(LocalTes tes, string? state = null) =>
        WesSession.StartAsync(new LocalWesOptions { StateFolder = state, Tes = new LocalWesTes { Endpoint = tes.Endpoint, Token = tes.Token } });

    private static async Task<string> SubmitAsync(PlatformProcess platform, string script)
    {
        using var form = WesSession.Form(WesSession.Script(script));
        using var answer = await platform.Http.PostAsync(new Uri($"{platform.Printed("WES_ENDPOINT=")}/runs"), form);
        return JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync()).RootElement.GetProperty("run_id").GetString()!;
    }

    private static async Task<string> EndAsync(PlatformProcess platform, string id, Func<string, bool> condition)
    {
        var state = "";
        for (var attempt = 0; attempt < 3000 && !condition(state); attempt++)
        {
            await Task.Delay(10);
            var status = await platform.Http.GetStringAsync(new Uri($"{platform.Printed("WES_ENDPOINT=")}/runs/{id}/status"));
            state = JsonDocument.Parse(status).RootElement.GetProperty("state").GetString()!;
        }

        return state;
    }

    private static bool HasEnded(string state) => state is not ("" or "QUEUED" or "INITIALIZING" or "RUNNING");
}
