using System.Net;
using System.Text.Json;

namespace SageTasks.Testing.Tests;

/// <summary>How servers part from the specification.</summary>
public sealed class WesPersonalityTests
{
    [Fact]
    public async Task sapporo()
    {
        await using var session = await WesSession.PlayAsync(LocalWesPersonality.Sapporo);
        var id = await session.SubmitAsync(WesSession.Fields(tags: """{"k":"v"}"""));
        await session.SubmitAsync();
        session.Server.SetState(id, LocalWesState.Complete);

        var list = await session.GetAsync("runs?tags=k:v");
        Assert.Equal(id, Assert.Single(list.GetProperty("runs").EnumerateArray()).GetProperty("run_id").GetString());
        Assert.Equal(JsonValueKind.Null, list.GetProperty("next_page_token").ValueKind);
        Assert.Equal(1, list.GetProperty("total_runs").GetInt32());
        var run = await session.GetAsync($"runs/{id}");
        Assert.Equal(JsonValueKind.Null, run.GetProperty("task_logs_url").ValueKind);
        Assert.EndsWith("Z", run.GetProperty("run_log").GetProperty("start_time").GetString(), StringComparison.Ordinal);
        Assert.False(run.GetProperty("run_log").GetProperty("end_time").GetString()!.EndsWith('Z'));
        Assert.Equal(HttpStatusCode.BadRequest, (await session.AskAsync("GET", $"runs/{id}/tasks")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await session.AskAsync("GET", "runs/nothing")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await session.AskAsync("GET", $"runs/{Guid.NewGuid()}")).Status);
        Assert.Equal(HttpStatusCode.InternalServerError, (await session.PostAsync(WesSession.Fields(tags: """{"k":1}"""))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await session.PostAsync([.. WesSession.Fields().Where(part => part.Item1 != "workflow_engine")])).Status);
        await session.SubmitAsync([.. WesSession.Fields("evil.cwl"), ("@../../evil.cwl", "x")]);
        var info = await session.GetAsync("service-info");
        Assert.Equal("sapporo-wes", info.GetProperty("type").GetProperty("group").GetString());
        Assert.Equal(JsonValueKind.Object, info.GetProperty("default_workflow_engine_parameters").ValueKind);
    }

    [Fact]
    public async Task sapporo_gives_logs_as_text_and_outputs_as_an_array()
    {
        await using var session = await WesSession.StartAsync(new LocalWesOptions { Personality = LocalWesPersonality.Sapporo });

        var run = await session.EndAsync(await session.SubmitAsync([.. WesSession.Script("echo hello; echo 1 > one.txt"), ("workflow_engine", "sh")]));

        Assert.Equal("hello\n", run.GetProperty("run_log").GetProperty("stdout").GetString());
        var output = Assert.Single(run.GetProperty("outputs").EnumerateArray());
        Assert.Equal("one.txt", output.GetProperty("file_name").GetString());
        Assert.Equal("1\n", await session.ReadAsync(output.GetProperty("file_url").GetString()));
    }

    [Fact]
    public async Task ngs360()
    {
        await using var session = await WesSession.StartAsync(new LocalWesOptions { Personality = LocalWesPersonality.Ngs360, IsScripted = true, FailsAfterStoring = true });

        var (status, text) = await session.PostAsync(WesSession.Fields(tags: """{"ProjectId":"p","k":"v"}"""));
        await session.PostAsync(WesSession.Fields());

        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.NotNull(JsonDocument.Parse(text).RootElement.GetProperty("detail").GetString());
        var list = await session.GetAsync("runs?filters=" + Uri.EscapeDataString("""{"tags":{"k":"v"}}"""));
        var id = Assert.Single(list.GetProperty("runs").EnumerateArray()).GetProperty("run_id").GetString();
        Assert.Equal("1", (await session.GetAsync("runs?page_size=1")).GetProperty("next_page_token").GetString());
        Assert.StartsWith("/ga4gh/wes/v1/runs/", (await session.GetAsync($"runs/{id}")).GetProperty("task_logs_url").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await session.PostAsync(WesSession.Fields(tags: "{}"))).Status);
        session.Http.DefaultRequestHeaders.Authorization = null;
        Assert.Equal(HttpStatusCode.Unauthorized, (await session.AskAsync("GET", "runs")).Status);
    }

    [Fact]
    public async Task toil()
    {
        await using var session = await WesSession.PlayAsync(LocalWesPersonality.Toil);
        var id = await session.SubmitAsync();
        await session.SubmitAsync();

        var list = await session.GetAsync("runs?page_size=1");
        Assert.Equal(2, list.GetProperty("workflows").GetArrayLength());
        Assert.False(list.GetProperty("workflows")[0].TryGetProperty("tags", out _));
        Assert.Equal("", list.GetProperty("next_page_token").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await session.AskAsync("GET", $"runs/{id}/tasks")).Status);
        var log = (await session.GetAsync($"runs/{id}")).GetProperty("run_log").GetProperty("stdout").GetString()!;
        Assert.Equal("", await session.ReadAsync(new Uri(new Uri($"{session.Server.Endpoint}/runs/{id}"), log).ToString()));
        Assert.Equal(HttpStatusCode.BadRequest, (await session.PostAsync(WesSession.Fields(parameters: null))).Status);
    }

    [Fact]
    public async Task version_1_0()
    {
        await using var session = await WesSession.PlayAsync(LocalWesPersonality.Wes10);
        var first = await session.SubmitAsync();
        await session.SubmitAsync();

        var rows = (await session.GetAsync("runs")).GetProperty("runs");
        Assert.Equal(first, rows[0].GetProperty("run_id").GetString());
        Assert.Equal(2, rows[0].EnumerateObject().Count());
        var (status, text) = await session.AskAsync("GET", "runs/nothing");
        Assert.Equal((HttpStatusCode.NotFound, "There is no run nothing."), (status, text));
        Assert.Equal(JsonValueKind.String, (await session.GetAsync("service-info")).GetProperty("workflow_engine_versions").EnumerateObject().First().Value.ValueKind);
    }

    [Fact]
    public async Task dnastack()
    {
        await using var session = await WesSession.PlayAsync(LocalWesPersonality.DnaStack);
        var id = await session.SubmitAsync(WesSession.Fields(tags: """{"k":"v"}"""));
        await session.SubmitAsync();

        var list = await session.GetAsync("runs?tag=k:v");
        Assert.Equal(id, Assert.Single(list.GetProperty("runs").EnumerateArray()).GetProperty("run_id").GetString());
        Assert.False(list.TryGetProperty("next_page_token", out _));
        Assert.Equal(HttpStatusCode.BadRequest, (await session.AskAsync("GET", "runs/nothing")).Status);
    }
}
