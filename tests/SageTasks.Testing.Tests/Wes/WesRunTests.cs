using System.Net;
using System.Text.Json;
using SageTasks.ContractSuites;

namespace SageTasks.Testing.Tests;

public sealed class WesRunTests
{
    [Fact]
    public async Task a_service_says_what_it_runs_and_counts_its_runs()
    {
        await using var session = await WesSession.StartAsync(new LocalWesOptions());
        session.Server.AddPastRun(new PastWesRun());

        var info = await session.GetAsync("service-info");

        Assert.Equal("wes", info.GetProperty("type").GetProperty("artifact").GetString());
        Assert.Equal("1.0", info.GetProperty("workflow_type_versions").GetProperty("SHELL").GetProperty("workflow_type_version")[0].GetString());
        Assert.Equal(1, info.GetProperty("system_state_counts").GetProperty("COMPLETE").GetInt32());
    }

    [Fact]
    public async Task a_run_shows_what_it_was_asked_for()
    {
        await using var session = await WesSession.PlayAsync();

        var id = await session.SubmitAsync([.. WesSession.Fields("a/main.cwl", """{"n":1.50,"x":null}"""), ("@a/main.cwl", "cwlVersion: v1.2"), ("workflow_engine_parameters", """{"--debug":""}""")]);
        var request = (await session.GetAsync($"runs/{id}")).GetProperty("request");

        Assert.Equal("""{"n":1.50,"x":null}""", request.GetProperty("workflow_params").GetRawText());
        Assert.Equal("a/main.cwl", request.GetProperty("workflow_url").GetString());
        Assert.Equal("p", request.GetProperty("tags").GetProperty("ProjectId").GetString());
        Assert.Equal("", request.GetProperty("workflow_engine_parameters").GetProperty("--debug").GetString());
        Assert.Equal("RUNNING", await session.StateAsync(id));
        Assert.Equal("cwlVersion: v1.2", await File.ReadAllTextAsync(Path.Combine(session.Server.Folder, "runs", id, "work", "a", "main.cwl")));
        Assert.Equal(id, Assert.Single(session.Server.Journal.OfKind("run.created")).Id);
    }

    [Theory]
    [InlineData("../evil.cwl")]
    [InlineData("/etc/evil.cwl")]
    [InlineData("a/../../evil.cwl")]
    [InlineData("a//b.cwl")]
    [InlineData("./b.cwl")]
    [InlineData("C:evil.cwl")]
    [InlineData("a\\..\\evil.cwl")]
    public async Task hostile_names_of_attachments_are_refused(string name)
    {
        await using var session = await WesSession.PlayAsync();

        var (status, text) = await session.PostAsync([.. WesSession.Fields(), ($"@{name}", "x")]);

        Assert.True(status == HttpStatusCode.BadRequest, text);
        Assert.Empty(session.Server.Runs);
    }

    [Theory]
    [InlineData("workflow_url", "")]
    [InlineData("workflow_url", "not-attached.cwl")]
    [InlineData("workflow_type", "")]
    [InlineData("workflow_params", "[1]")]
    [InlineData("workflow_params", "{")]
    [InlineData("tags", """{"n":1}""")]
    [InlineData("workflow_engine", "")]
    public async Task what_makes_no_sense_is_refused(string field, string value)
    {
        await using var session = await WesSession.PlayAsync();

        var (status, text) = await session.PostAsync([.. WesSession.Fields().Where(part => part.Item1 != field), (field, value), ("workflow_engine_version", "1")]);

        Assert.True(status == HttpStatusCode.BadRequest, text);
        Assert.Equal(400, JsonDocument.Parse(text).RootElement.GetProperty("status_code").GetInt32());
    }

    [Fact]
    public async Task a_list_has_pages_that_show_what_was_there_at_the_first()
    {
        await using var session = await WesSession.PlayAsync();
        var ids = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            ids.Insert(0, await session.SubmitAsync());
        }

        var (seen, token) = (new List<string>(), "");
        do
        {
            var page = await session.GetAsync($"runs?page_size=3&page_token={Uri.EscapeDataString(token)}");
            seen.AddRange(page.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("run_id").GetString()!));
            token = page.GetProperty("next_page_token").GetString()!;
            await session.SubmitAsync();
        }
        while (token.Length > 0);

        Assert.Equal(ids, seen);
        Assert.Equal(HttpStatusCode.BadRequest, (await session.AskAsync("GET", "runs?page_token=nonsense")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await session.AskAsync("GET", "runs?page_size=0")).Status);
    }

    [Fact]
    public async Task a_cancelled_run_stays_cancelled_and_an_unknown_one_is_a_404()
    {
        await using var session = await WesSession.PlayAsync();
        var id = await session.SubmitAsync();

        Assert.Equal(HttpStatusCode.OK, (await session.AskAsync("POST", $"runs/{id}/cancel")).Status);
        Assert.Equal(HttpStatusCode.OK, (await session.AskAsync("POST", $"runs/{id}/cancel")).Status);

        Assert.Equal("CANCELED", await session.StateAsync(id));
        foreach (var path in (string[])["", "/status", "/tasks", "/tasks/1"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await session.AskAsync("GET", $"runs/nothing{path}")).Status);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await session.AskAsync("POST", "runs/nothing/cancel")).Status);
        using var http = new HttpClient();
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(new Uri(session.Server.Url, "/runs"))).StatusCode);
    }

    [Fact]
    public async Task a_token_is_asked_for_where_the_options_say_so()
    {
        await using var session = await WesSession.StartAsync(new LocalWesOptions { IsScripted = true, RequiresToken = true });

        Assert.Equal(HttpStatusCode.Unauthorized, (await session.AskAsync("GET", "runs")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await session.AskAsync("GET", "runs/service-info")).Status);
        Assert.Equal(HttpStatusCode.OK, (await session.AskAsync("GET", "service-info")).Status);
        session.Http.DefaultRequestHeaders.Authorization = new("Bearer", session.Server.Token);
        Assert.Equal(HttpStatusCode.OK, (await session.AskAsync("GET", "runs")).Status);
    }

    [Fact]
    public async Task tests_move_runs_copy_them_and_let_them_vanish()
    {
        await using var session = await WesSession.PlayAsync();
        var id = await session.SubmitAsync();

        session.Server.SetState(id, LocalWesState.SystemError);
        var copy = session.Server.CloneRun(id, """{"by":"hand"}""");
        session.Server.DeleteRun(id);

        Assert.Equal(HttpStatusCode.NotFound, (await session.AskAsync("GET", $"runs/{id}")).Status);
        Assert.Equal("""{"by":"hand"}""", (await session.GetAsync($"runs/{copy}")).GetProperty("request").GetProperty("workflow_params").GetRawText());
        Assert.Equal(["run.created", "run.state", "run.created", "run.deleted"], session.Server.Journal.Entries.Select(entry => entry.Kind));
        Assert.Throws<ArgumentException>(() => session.Server.SetState(id, LocalWesState.Complete));
    }

    [Fact]
    public async Task a_state_folder_keeps_runs_and_a_run_that_was_under_way_is_lost_with_its_process()
    {
        using var folder = new TemporaryFolder();
        var options = new LocalWesOptions { StateFolder = folder.Path, ConcurrentRuns = 1 };
        string running, queued;
        await using (var first = await WesSession.StartAsync(options))
        {
            running = await first.SubmitAsync(WesSession.Script("sleep 60"));
            for (var i = 0; await first.StateAsync(running) != "RUNNING" && i < 1000; i++)
            {
                await Task.Delay(10);
            }

            queued = await first.SubmitAsync(WesSession.Script("echo later > later.txt"));
        }

        await using var second = await WesSession.StartAsync(options);

        Assert.Equal("SYSTEM_ERROR", (await second.EndAsync(running)).GetProperty("state").GetString());
        var outputs = (await second.EndAsync(queued)).GetProperty("outputs");
        Assert.Equal("later\n", await second.ReadAsync(outputs.GetProperty("later.txt").GetString()));
    }
}
