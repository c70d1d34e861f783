using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SageTasks.Testing.Tests;

public sealed class LaunchTests
{
    [Fact]
    public async Task one_name_launched_twice_is_two_runs()
    {
        await using var session = await StartAsync();

        var first = await session.LaunchAsync("counts");
        var second = await session.LaunchAsync("counts");

        Assert.NotEqual(first, second);
        Assert.Equal(["counts", "counts"], await session.SearchAsync("runName:counts"));
        Assert.Equal(2, session.Tower.Journal.OfKind("run.created").Count);
    }

    [Fact]
    public async Task a_submitted_run_shows_neither_project_nor_parameters_nor_session()
    {
        await using var session = await StartAsync(new SimulatedRun { Waits = null });
        var id = await session.LaunchAsync("early", """{"input":"a.csv"}""");

        var row = (await session.GetAsync($"/workflow?{session.Scope}")).GetProperty("workflows")[0].GetProperty("workflow");
        var launch = (await session.GetAsync($"/workflow/{id}/launch?{session.Scope}")).GetProperty("launch");

        Assert.Equal("SUBMITTED", row.GetProperty("status").GetString());
        foreach (var name in (string[])["projectName", "params", "sessionId", "start", "repository", "commitId"])
        {
            Assert.Equal(JsonValueKind.Null, row.GetProperty(name).ValueKind);
        }

        Assert.Equal("""{"input":"a.csv"}""", launch.GetProperty("paramsText").GetString());
        Assert.Equal(JsonValueKind.Null, launch.GetProperty("resumeCommitId").ValueKind);
        Assert.NotNull(launch.GetProperty("sessionId").GetString());
        Assert.Empty(await session.SearchAsync("projectName:sage/read-stats"));
    }

    [Fact]
    public async Task an_ended_run_shows_what_it_was()
    {
        await using var session = await StartAsync();
        var id = await session.LaunchAsync("done", "input: a.csv\nthreads: 4\n", l => l["configProfiles"] = new JsonArray("docker", "test"));

        var run = await session.EndAsync(id);

        Assert.Equal("SUCCEEDED", run.GetProperty("status").GetString());
        Assert.Equal("sage/read-stats", run.GetProperty("projectName").GetString());
        Assert.Equal(4, run.GetProperty("params").GetProperty("threads").GetInt32());
        Assert.Equal("docker,test", run.GetProperty("profile").GetString());
        Assert.Equal("main", run.GetProperty("revision").GetString());
        Assert.Equal(40, run.GetProperty("commitId").GetString()!.Length);
        Assert.EndsWith("Z", run.GetProperty("submit").GetString()!, StringComparison.Ordinal);
        Assert.Equal(16, run.GetProperty("id").GetString()!.Length);
    }

    [Fact]
    public async Task several_blockers_are_listed_and_one_stands_alone()
    {
        await using var session = await StartAsync();

        using var one = await session.SendAsync("POST", $"/workflow/launch?{session.Scope}", TowerSession.LaunchBody("bad--name"));
        using var two = await session.SendAsync("POST", $"/workflow/launch?{session.Scope}", TowerSession.LaunchBody("bad--name", change: l => l["computeEnvId"] = "nowhere"));

        var single = JsonDocument.Parse(await one.Content.ReadAsStringAsync()).RootElement;
        var many = JsonDocument.Parse(await two.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (one.StatusCode, two.StatusCode));
        Assert.False(single.TryGetProperty("errors", out _));
        Assert.Equal(["COMPUTE_ENV_INVALID", "RUN_NAME_INVALID"], many.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("code").GetString()!).Order());
        Assert.Empty(session.Tower.Journal.OfKind("run.created"));
    }

    [Theory]
    [InlineData("a_name", true)]
    [InlineData("Sage-1", true)]
    [InlineData("1st", false)]
    [InlineData("a--b", false)]
    [InlineData("a_", false)]
    [InlineData("last", false)]
    [InlineData("a.b", false)]
    public async Task a_run_name_follows_nextflows_rule(string name, bool allowed)
    {
        await using var session = await StartAsync();

        var checkedName = await session.StatusAsync("GET", $"/workflow/validate?runName={name}");
        var launched = await session.StatusAsync("POST", $"/workflow/launch?{session.Scope}", TowerSession.LaunchBody(name));

        Assert.Equal(allowed ? HttpStatusCode.NoContent : HttpStatusCode.BadRequest, checkedName);
        Assert.Equal(allowed ? HttpStatusCode.OK : HttpStatusCode.BadRequest, launched);
    }

    [Theory]
    [InlineData("pipeline", "https://github.com/sage/unknown", "Unknown pipeline repository")]
    [InlineData("revision", "v9", "Unknown revision")]
    [InlineData("paramsText", "[1,2]", "not a JSON or YAML object")]
    public async Task what_cannot_be_launched_is_refused(string field, string value, string why)
    {
        await using var session = await StartAsync();

        var message = await session.RefusalAsync("POST", $"/workflow/launch?{session.Scope}", TowerSession.LaunchBody(change: l => l[field] = value));

        Assert.Contains(why, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_repository_that_nobody_registered_has_any_revision_where_such_are_simulated()
    {
        await using var session = await TowerSession.StartAsync();
        session.Tower.SimulateUnknownPipelines(new SimulatedRun());

        var launched = await session.StatusAsync("POST", $"/workflow/launch?{session.Scope}", TowerSession.LaunchBody(change: l => (l["pipeline"], l["revision"]) = ("https://github.com/nf-core/rnaseq", "3.18.0")));

        Assert.Equal(HttpStatusCode.OK, launched);
    }

    [Fact]
    public async Task a_schema_blocks_missing_parameters_and_nested_nulls_but_not_nulls_on_top()
    {
        await using var session = await TowerSession.StartAsync();
        session.Tower.AddPipeline(new LocalPipeline
        {
            Url = TowerSession.Repository,
            Schema = """{"$defs":{"io":{"required":["input"],"properties":{"input":{"type":"string"},"outdir":{"type":"string","default":"results"}}}}}""",
        });

        var missing = await session.RefusalAsync("POST", $"/workflow/launch?{session.Scope}", TowerSession.LaunchBody("a", """{"other":null}"""));
        var nested = await session.RefusalAsync("POST", $"/workflow/launch?{session.Scope}", TowerSession.LaunchBody("a", """{"input":"x","map":{"a":null}}"""));
        var id = await session.LaunchAsync("a", """{"input":"x","other":null}""");

        Assert.Contains("input", missing, StringComparison.Ordinal);
        Assert.Contains("map", nested, StringComparison.Ordinal);
        Assert.Equal("results", (await session.EndAsync(id)).GetProperty("params").GetProperty("outdir").GetString());
    }

    [Fact]
    public async Task a_resumed_launch_keeps_the_session_and_must_change_nothing()
    {
        await using var session = await StartAsync(new SimulatedRun { Ends = TowerStatus.Failed });
        var failed = await session.LaunchAsync("work-a1");
        await session.EndAsync(failed);
        var before = (await session.GetAsync($"/workflow/{failed}/launch?{session.Scope}")).GetProperty("launch");
        var path = $"/workflow/launch?{session.Scope}";

        string Resume(Action<JsonObject>? change = null, string name = "work-a2") => TowerSession.LaunchBody(name, change: l =>
        {
            l["id"] = before.GetProperty("id").GetString();
            l["sessionId"] = before.GetProperty("sessionId").GetString();
            l["resume"] = true;
            l["workDir"] = before.GetProperty("resumeDir").GetString();
            l["revision"] = before.GetProperty("resumeCommitId").GetString();
            change?.Invoke(l);
        });

        Assert.Contains("work directory", await session.RefusalAsync("POST", path, Resume(l => l["workDir"] = "/elsewhere")), StringComparison.Ordinal);
        Assert.Contains("session ID", await session.RefusalAsync("POST", path, Resume(l => l["sessionId"] = Guid.NewGuid().ToString())), StringComparison.Ordinal);
        Assert.Contains("run name", await session.RefusalAsync("POST", path, Resume(name: "work-a1")), StringComparison.Ordinal);
        var resumed = (await session.PostAsync(path, Resume())).GetProperty("workflowId").GetString()!;
        var run = await session.EndAsync(resumed);

        Assert.Equal(before.GetProperty("sessionId").GetString(), run.GetProperty("sessionId").GetString());
        Assert.True(run.GetProperty("resume").GetBoolean());
        Assert.Equal(failed, session.Tower.Runs.Single(r => r.Id == resumed).ResumedFrom);
        Assert.Equal(HttpStatusCode.Conflict, await session.StatusAsync("GET", $"/workflow/validate?runName=work-a2&sessionId={run.GetProperty("sessionId").GetString()}"));
        Assert.Equal(HttpStatusCode.NoContent, await session.StatusAsync("GET", $"/workflow/validate?runName=work-a3&sessionId={run.GetProperty("sessionId").GetString()}"));
    }

    [Fact]
    public async Task a_session_in_use_and_a_run_that_never_started_cannot_be_resumed()
    {
        await using var session = await StartAsync(new SimulatedRun { Waits = null });
        var waiting = await session.LaunchAsync("first");
        var launch = (await session.GetAsync($"/workflow/{waiting}/launch?{session.Scope}")).GetProperty("launch");

        string Resume(bool byRecipe) => TowerSession.LaunchBody("second", change: l =>
        {
            if (byRecipe)
            {
                l["id"] = launch.GetProperty("id").GetString();
            }

            l["sessionId"] = launch.GetProperty("sessionId").GetString();
            l["resume"] = true;
        });

        Assert.Contains("already in use", await session.RefusalAsync("POST", $"/workflow/launch?{session.Scope}", Resume(byRecipe: false)), StringComparison.Ordinal);
        await session.StatusAsync("POST", $"/workflow/{waiting}/cancel?{session.Scope}", "{}");
        Assert.Contains("never started", await session.RefusalAsync("POST", $"/workflow/launch?{session.Scope}", Resume(byRecipe: true)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_fresh_launch_gets_a_fresh_session_whatever_the_client_sends()
    {
        await using var session = await StartAsync();
        var own = Guid.NewGuid().ToString();

        var run = await session.EndAsync(await session.LaunchAsync("fresh", change: l => l["sessionId"] = own));

        Assert.NotEqual(own, run.GetProperty("sessionId").GetString());
    }

    [Fact]
    public async Task the_launch_role_launches_saved_pipelines_and_writes_no_labels()
    {
        await using var session = await StartAsync();
        var id = session.Tower.SavePipeline("read-stats", TowerSession.Repository);
        var label = (await session.PostAsync($"/labels?{session.Scope}", """{"name":"mine"}""")).GetProperty("id").GetInt64();
        using var launcher = session.Connect(session.Tower.AddUser("lena", TowerRole.Launch));
        var launchId = (await session.GetAsync($"/pipelines/{id}/launch?{session.Scope}", launcher)).GetProperty("launch").GetProperty("id").GetString();
        var path = $"/workflow/launch?{session.Scope}";

        Assert.Equal(HttpStatusCode.Forbidden, await session.StatusAsync("POST", path, TowerSession.LaunchBody("a"), launcher));
        Assert.Equal(HttpStatusCode.OK, await session.StatusAsync("POST", path, TowerSession.LaunchBody("a", change: l => l["id"] = launchId), launcher));
        Assert.Equal(HttpStatusCode.Forbidden, await session.StatusAsync("POST", path, TowerSession.LaunchBody("a", change: l => (l["id"], l["labelIds"]) = (launchId, new JsonArray(label))), launcher));
        Assert.Equal(HttpStatusCode.Forbidden, await session.StatusAsync("POST", $"/labels?{session.Scope}", """{"name":"theirs"}""", launcher));
    }

    [Fact]
    public async Task a_stored_request_comes_back_in_another_form_with_the_same_values()
    {
        await using var session = await TowerSession.StartAsync(null, new FaultRule { Kind = FaultKind.Reserialize, Probability = 1 });
        session.Tower.AddPipeline(new LocalPipeline { Url = TowerSession.Repository, Schema = """{"properties":{"threads":{"type":"integer","default":8}}}""" });
        const string Text = """{"b":1,"a":[2.0,{"d":"1.0","c":2.5}]}""";
        var id = await session.LaunchAsync("again", Text);

        var text = (await session.GetAsync($"/workflow/{id}/launch?{session.Scope}")).GetProperty("launch").GetProperty("paramsText").GetString()!;

        Assert.NotEqual(Text, text);
        var back = JsonDocument.Parse(text).RootElement;
        Assert.Equal(1m, back.GetProperty("b").GetDecimal());
        Assert.Equal("1.0", back.GetProperty("b").GetRawText());
        Assert.Equal("2", back.GetProperty("a")[0].GetRawText());
        Assert.Equal("1.0", back.GetProperty("a")[1].GetProperty("d").GetString());
        Assert.Equal(8m, back.GetProperty("threads").GetDecimal());
    }

    private static async Task<TowerSession> StartAsync(SimulatedRun? simulation = null)
    {
        var session = await TowerSession.StartAsync();
        session.Tower.AddPipeline(new LocalPipeline { Url = TowerSession.Repository, Simulation = simulation });
        return session;
    }
}
