using System.Net;
using System.Text.Json;
using SageTasks.ContractSuites;

namespace SageTasks.Testing.Tests;

public sealed class RunListTests
{
    [Fact]
    public async Task pages_are_newest_first_and_say_whether_more_follow()
    {
        await using var session = await WithRunsAsync(250);

        var seen = new List<string>();
        JsonElement page;
        do
        {
            page = await session.GetAsync($"/workflow?{session.Scope}&max=100&offset={seen.Count}");
            seen.AddRange(page.GetProperty("workflows").EnumerateArray().Select(w => w.GetProperty("workflow").GetProperty("runName").GetString()!));
            Assert.Equal(250, page.GetProperty("totalSize").GetInt32());
        }
        while (page.GetProperty("hasMore").GetBoolean());

        Assert.Equal(Enumerable.Range(0, 250).Reverse().Select(i => $"run{i}"), seen);
    }

    [Theory]
    [InlineData("/workflow?max=101")]
    [InlineData("/pipelines?max=1000")]
    [InlineData("/labels?max=101")]
    [InlineData("/datasets?max=101")]
    [InlineData("/data-links?max=101")]
    public async Task more_than_a_hundred_rows_is_an_error(string path)
    {
        await using var session = await TowerSession.StartAsync();

        var message = await session.RefusalAsync("GET", $"{path}&{session.Scope}");

        Assert.Contains("cannot be greater than 100", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("runName:sample1", "sample1")]
    [InlineData("sample1", "sample10,sample1")]
    [InlineData("SAMPLE1", "sample10,sample1")]
    [InlineData("sam*10", "sample10")]
    [InlineData("status:failed", "sample10")]
    [InlineData("status:FAILED", "")]
    [InlineData("status:failed status:succeeded", "")]
    [InlineData("status:failed sample", "sample10")]
    [InlineData("runname:sample1", "")]
    [InlineData("projectName:sage/read-stats", "sample10,sample1")]
    [InlineData("projectName:read-stats", "")]
    [InlineData("read-stats", "sample10,sample1")]
    [InlineData("userName:sage", "other,sample10,sample1")]
    [InlineData("after:2020-06-01", "other,sample10")]
    [InlineData("before:2020-06-01", "sample1")]
    [InlineData("is:starred", "")]
    [InlineData("sample other", "")]
    [InlineData("", "other,sample10,sample1")]
    public async Task search_is_exact_by_keyword_and_partial_by_text(string search, string expected)
    {
        await using var session = await TowerSession.StartAsync();
        Add("sample1", TowerStatus.Succeeded, 2020, TowerSession.Repository);
        Add("sample10", TowerStatus.Failed, 2021, TowerSession.Repository);
        Add("other", TowerStatus.Succeeded, 2022, "https://github.com/nf-core/rnaseq");

        var found = await session.SearchAsync(search);

        Assert.Equal(expected, string.Join(',', found));

        void Add(string name, string status, int year, string pipeline) => session.Tower.AddPastRun(
            new PastRun { RunName = name, Pipeline = pipeline, Status = status, Submit = new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero) });
    }

    [Fact]
    public async Task a_new_run_is_hidden_from_lists_and_found_by_its_id()
    {
        await using var session = await WithPipelineAsync(new FaultRule { Kind = FaultKind.HideFromLists, Probability = 1, Delay = TimeSpan.FromHours(1) });

        var id = await session.LaunchAsync("hidden");

        Assert.Empty(await session.SearchAsync("hidden"));
        Assert.Empty(await session.SearchAsync(""));
        Assert.Equal("SUCCEEDED", await session.StatusOfAsync(id));
        session.Tower.Faults.Enabled = false;
        Assert.Equal(["hidden"], await session.SearchAsync("hidden"));
    }

    [Fact]
    public async Task lists_can_be_empty_unfiltered_or_shifted()
    {
        await using var session = await WithRunsAsync(30);
        session.Tower.Faults.Strike(FaultKind.EmptyList, "GET /workflow");
        Assert.Empty(await session.SearchAsync(""));

        session.Tower.Faults.Strike(FaultKind.IgnoreSearch, "GET /workflow");
        Assert.Equal(30, (await session.SearchAsync("nothing-like-that", "&max=100")).Count);

        session.Tower.Faults.Strike(FaultKind.ShiftPages, "GET /workflow");
        var shifted = await session.SearchAsync("", "&max=10&offset=10");
        Assert.NotEqual("run19", shifted[0]);
        Assert.Equal("run19", (await session.SearchAsync("", "&max=10&offset=10"))[0]);
    }

    [Fact]
    public async Task the_history_is_limited_and_old_runs_vanish()
    {
        await using var session = await TowerSession.StartAsync(new LocalTowerOptions { RunHistory = 3 });
        session.Tower.AddPipeline(new LocalPipeline { Url = TowerSession.Repository });
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await session.LaunchAsync($"run{i}"));
        }

        Assert.Equal(["run4", "run3", "run2"], await session.SearchAsync(""));
        Assert.Equal(HttpStatusCode.Forbidden, await session.StatusAsync("GET", $"/workflow/{ids[0]}?{session.Scope}"));
        Assert.Equal(5, session.Tower.Journal.OfKind("run.created").Count);
        Assert.Equal(ids[..2], session.Tower.Journal.OfKind("run.expired").Select(e => e.Id));
    }

    [Fact]
    public async Task unknown_ids_workspaces_and_paths_are_forbidden_and_a_wrong_token_is_unauthorized()
    {
        await using var session = await TowerSession.StartAsync();
        using var stranger = session.Connect("wrong");

        Assert.Equal("Forbidden", await session.RefusalAsync("GET", $"/workflow/0000000000000000?{session.Scope}", status: HttpStatusCode.Forbidden));
        Assert.Equal(HttpStatusCode.Forbidden, await session.StatusAsync("GET", "/workflow?workspaceId=12345"));
        Assert.Equal(HttpStatusCode.Forbidden, await session.StatusAsync("GET", "/unknown/path"));
        Assert.Equal(HttpStatusCode.Unauthorized, await session.StatusAsync("GET", "/user-info", http: stranger));
        Assert.Equal(HttpStatusCode.OK, await session.StatusAsync("GET", "/service-info", http: stranger));
    }

    [Theory]
    [InlineData("/workflow/0000000000000000/launch")]
    [InlineData("/workflow/0000000000000000/progress")]
    [InlineData("/workflow/0000000000000000/metrics")]
    [InlineData("/workflow/0000000000000000/tasks")]
    [InlineData("/workflow/0000000000000000/task/1")]
    [InlineData("/workflow/0000000000000000/log")]
    [InlineData("/launch/0000000000000000000000")]
    [InlineData("/launch/0000000000000000000000/datasets")]
    [InlineData("/pipelines/99")]
    [InlineData("/pipelines/99/launch")]
    [InlineData("/pipelines/99/schema")]
    [InlineData("/pipelines/99/versions")]
    [InlineData("/compute-envs/0000000000000000000000")]
    [InlineData("/actions/0000000000000000000000")]
    [InlineData("/datasets/0000000000000000000000/metadata")]
    [InlineData("/datasets/0000000000000000000000/versions")]
    [InlineData("/pipeline-secrets/99")]
    [InlineData("/orgs/99/workspaces")]
    [InlineData("/orgs/99/quotas")]
    public async Task where_the_api_declares_no_404_every_unknown_id_is_forbidden(string path)
    {
        await using var session = await TowerSession.StartAsync();

        Assert.Equal(HttpStatusCode.Forbidden, await session.StatusAsync("GET", $"{path}?{session.Scope}"));
    }

    [Fact]
    public async Task runs_of_another_workspace_are_not_there()
    {
        await using var session = await WithPipelineAsync();
        var id = await session.LaunchAsync("mine");
        var other = session.Tower.AddWorkspace("sage", "other");

        Assert.Equal(HttpStatusCode.Forbidden, await session.StatusAsync("GET", $"/workflow/{id}?workspaceId={other}"));
        Assert.Equal(HttpStatusCode.Forbidden, await session.StatusAsync("GET", $"/workflow/{id}"));
        Assert.Equal(0, (await session.GetAsync($"/workflow?workspaceId={other}")).GetProperty("totalSize").GetInt32());
    }

    [Fact]
    public async Task cancelling_is_idempotent_and_an_active_run_is_deleted_by_force_only()
    {
        await using var session = await TowerSession.StartAsync();
        session.Tower.AddPipeline(new LocalPipeline { Url = TowerSession.Repository, Simulation = new SimulatedRun { Runs = null } });
        var (first, second) = (await session.LaunchAsync("first"), await session.LaunchAsync("second"));

        Assert.Equal(HttpStatusCode.NoContent, await session.StatusAsync("POST", $"/workflow/{first}/cancel?{session.Scope}", "{}"));
        Assert.Equal(HttpStatusCode.NoContent, await session.StatusAsync("POST", $"/workflow/{first}/cancel?{session.Scope}", "{}"));
        Assert.Equal("CANCELLED", await session.StatusOfAsync(first));
        Assert.Contains("active", await session.RefusalAsync("DELETE", $"/workflow/{second}?{session.Scope}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, await session.StatusAsync("DELETE", $"/workflow/{second}?{session.Scope}&force=true"));
        Assert.Equal(HttpStatusCode.Forbidden, await session.StatusAsync("GET", $"/workflow/{second}?{session.Scope}"));
        Assert.Equal(["first"], await session.SearchAsync(""));
        var many = await session.PostAsync($"/workflow/delete?{session.Scope}", $$"""{"workflowIds":["{{first}}","nothere"]}""");
        Assert.Equal(["nothere"], many.GetProperty("failedWorkflowIds").EnumerateArray().Select(e => e.GetString()!));
    }

    [Fact]
    public async Task cancellations_can_be_slow_or_refused()
    {
        var time = new SkippingTime();
        await using var session = await TowerSession.StartAsync(new LocalTowerOptions { TimeProvider = time });
        session.Tower.AddPipeline(new LocalPipeline { Url = TowerSession.Repository, Simulation = new SimulatedRun { Waits = TimeSpan.Zero, Runs = null } });
        var id = await session.LaunchAsync("stubborn");
        session.Tower.Faults.Strike(FaultKind.RefuseCancel, "POST /workflow/*/cancel");
        await session.RefusalAsync("POST", $"/workflow/{id}/cancel?{session.Scope}", "{}");
        Assert.Equal("RUNNING", await session.StatusOfAsync(id));

        session.Tower.Faults.Strike(FaultKind.SlowCancel, "POST /workflow/*/cancel", delay: TimeSpan.FromSeconds(5));
        using (time.Hold())
        {
            Assert.Equal(HttpStatusCode.NoContent, await session.StatusAsync("POST", $"/workflow/{id}/cancel?{session.Scope}", "{}"));
            Assert.Equal("RUNNING", await session.StatusOfAsync(id));
        }

        Assert.Equal("CANCELLED", (await session.EndAsync(id)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task too_many_requests_are_refused_with_nothing_to_wait_for()
    {
        await using var session = await TowerSession.StartAsync(new LocalTowerOptions { RequestsPerSecond = 1 });
        HttpResponseMessage answer;
        do
        {
            answer = await session.SendAsync("GET", "/user-info");
        }
        while (answer.StatusCode == HttpStatusCode.OK);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal(TimeSpan.Zero, answer.Headers.RetryAfter!.Delta);
        Assert.Contains("Wait 0secs", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<TowerSession> WithPipelineAsync(params FaultRule[] faults)
    {
        var session = await TowerSession.StartAsync(null, faults);
        session.Tower.AddPipeline(new LocalPipeline { Url = TowerSession.Repository });
        return session;
    }

    private static async Task<TowerSession> WithRunsAsync(int count)
    {
        var session = await TowerSession.StartAsync();
        for (var i = 0; i < count; i++)
        {
            session.Tower.AddPastRun(new PastRun { RunName = $"run{i}", Pipeline = TowerSession.Repository });
        }

        return session;
    }
}
