using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using SageTasks.ContractSuites;

namespace SageTasks.Testing.Tests;

public sealed class WorkspaceTests
{
    [Fact]
    public async Task a_user_finds_the_way_from_the_token_to_the_primary_compute_environment()
    {
        await using var session = await TowerSession.StartAsync();

        var user = (await session.GetAsync("/user-info")).GetProperty("user");
        var rows = (await session.GetAsync($"/user/{user.GetProperty("id").GetInt64()}/workspaces")).GetProperty("orgsAndWorkspaces").EnumerateArray().ToList();
        var environments = (await session.GetAsync($"/compute-envs?status=AVAILABLE&{session.Scope}")).GetProperty("computeEnvs").EnumerateArray().ToList();
        var environment = (await session.GetAsync($"/compute-envs/{session.Tower.ComputeEnvId}?{session.Scope}")).GetProperty("computeEnv");

        Assert.Equal("sage", user.GetProperty("userName").GetString());
        Assert.Equal(JsonValueKind.Null, rows[0].GetProperty("workspaceId").ValueKind);
        Assert.Equal(session.Tower.WorkspaceId, rows[1].GetProperty("workspaceId").GetInt64());
        Assert.True(Assert.Single(environments).GetProperty("primary").GetBoolean());
        Assert.Equal(22, session.Tower.ComputeEnvId.Length);
        Assert.Equal(Path.Combine(session.Tower.Folder, "work"), environment.GetProperty("config").GetProperty("workDir").GetString());
    }

    [Fact]
    public async Task a_search_for_a_pipeline_is_partial()
    {
        await using var session = await TowerSession.StartAsync();
        session.Tower.SavePipeline("rnaseq-old", TowerSession.Repository);
        session.Tower.SavePipeline("rnaseq", TowerSession.Repository);
        Assert.Equal(session.Tower.SavePipeline("rnaseq", TowerSession.Repository), session.Tower.SavePipeline("rnaseq", TowerSession.Repository));

        var found = (await session.GetAsync($"/pipelines?search=rnaseq&{session.Scope}")).GetProperty("pipelines").EnumerateArray();

        Assert.Equal(["rnaseq-old", "rnaseq"], found.Select(p => p.GetProperty("name").GetString()!));
    }

    [Fact]
    public async Task a_repository_tells_its_revisions_and_pins_a_branch_to_its_commit()
    {
        await using var session = await TowerSession.StartAsync();
        var (one, two) = (new string('1', 40), new string('2', 40));
        session.Tower.AddPipeline(new LocalPipeline
        {
            Url = "https://github.com/sage/Read-Stats.git",
            Revisions = new Dictionary<string, string> { ["main"] = two, ["1.0"] = one },
        });

        var latest = (await session.GetAsync($"/pipelines/info?name=sage/Read-Stats&{session.Scope}")).GetProperty("pipelineInfo");
        var tagged = (await session.GetAsync($"/pipelines/info?name=https://github.com/sage/Read-Stats&revision=1.0&{session.Scope}")).GetProperty("pipelineInfo");

        Assert.Equal(two, latest.GetProperty("commitId").GetString());
        Assert.Equal(one, tagged.GetProperty("commitId").GetString());
        Assert.Equal("sage/Read-Stats", latest.GetProperty("projectName").GetString());
        await session.RefusalAsync("GET", $"/pipelines/info?name=sage/Read-Stats&revision=2.0&{session.Scope}");
        await session.RefusalAsync("GET", $"/pipelines/info?name=sage/nothing&{session.Scope}");
    }

    [Fact]
    public async Task a_schema_is_json_in_a_string_or_not_there()
    {
        await using var session = await TowerSession.StartAsync();
        session.Tower.AddPipeline(new LocalPipeline { Url = TowerSession.Repository, Schema = """{"properties":{}}""" });
        session.Tower.AddPipeline(new LocalPipeline { Url = "https://github.com/sage/bare" });
        var (with, without) = (session.Tower.SavePipeline("with", TowerSession.Repository), session.Tower.SavePipeline("without", "https://github.com/sage/bare"));

        Assert.Equal("""{"properties":{}}""", (await session.GetAsync($"/pipelines/{with}/schema?{session.Scope}")).GetProperty("schema").GetString());
        Assert.Equal(HttpStatusCode.NoContent, await session.StatusAsync("GET", $"/pipelines/{without}/schema?{session.Scope}"));
    }

    [Fact]
    public async Task labels_are_got_or_created_and_have_quotas()
    {
        await using var session = await TowerSession.StartAsync(new LocalTowerOptions { LabelLimit = 2 });
        var path = $"/labels?{session.Scope}";

        var first = (await session.PostAsync(path, """{"name":"Mine"}""")).GetProperty("id").GetInt64();
        var again = (await session.PostAsync(path, """{"name":"mine"}""")).GetProperty("id").GetInt64();
        await session.PostAsync(path, """{"name":"team","value":"x","resource":true}""");

        Assert.Equal(first, again);
        Assert.Contains("limit", await session.RefusalAsync("POST", path, """{"name":"third"}"""), StringComparison.Ordinal);
        Assert.Equal("Name not available", await session.RefusalAsync("POST", path, """{"name":"a"}"""));
        Assert.Equal("Name not available", await session.RefusalAsync("POST", path, """{"name":"a--b"}"""));
        Assert.Equal(1, (await session.GetAsync(path)).GetProperty("totalSize").GetInt32());
        Assert.Equal(2, (await session.GetAsync($"{path}&type=all")).GetProperty("totalSize").GetInt32());
    }

    [Fact]
    public async Task labels_of_runs_are_added_replaced_and_searched()
    {
        await using var session = await TowerSession.StartAsync();
        session.Tower.AddPipeline(new LocalPipeline { Url = TowerSession.Repository });
        var one = await LabelAsync("""{"name":"one"}""");
        var team = await LabelAsync("""{"name":"team","value":"x","resource":true}""");
        var id = await session.LaunchAsync("labelled", change: l => l["labelIds"] = new JsonArray(one));

        await session.PostAsync($"/workflow/labels/add?{session.Scope}", $$"""{"workflowIds":["{{id}}"],"labelIds":[{{team}}]}""");
        Assert.Equal(["labelled"], await session.SearchAsync("label:one label:team=x"));
        Assert.Empty(await session.SearchAsync("label:team"));
        await session.PostAsync($"/workflow/labels/apply?{session.Scope}", $$"""{"workflowIds":["{{id}}"],"labelIds":[{{one}}]}""");
        Assert.Empty(await session.SearchAsync("label:team=x"));
        var bare = (await session.GetAsync($"/workflow?{session.Scope}")).GetProperty("workflows")[0];
        var asked = (await session.GetAsync($"/workflow?{session.Scope}&attributes=labels,optimized")).GetProperty("workflows")[0];
        Assert.Equal(JsonValueKind.Null, bare.GetProperty("labels").ValueKind);
        Assert.Equal("one", asked.GetProperty("labels")[0].GetProperty("name").GetString());

        async Task<long> LabelAsync(string body) => (await session.PostAsync($"/labels?{session.Scope}", body)).GetProperty("id").GetInt64();
    }

    [Fact]
    public void options_do_not_print_their_token()
    {
        var options = new LocalTowerOptions { Token = "very-secret" };

        Assert.DoesNotContain("very-secret", options.ToString(), StringComparison.Ordinal);
    }

    [SpecFact("tower/seqera-api-cloud.yaml")]
    public void the_checker_notices_what_the_specification_does_not_allow()
    {
        var checker = OpenApiChecker.Load(Specs.PathOf("tower/seqera-api-cloud.yaml"));
        var good = new ApiExchange
        {
            Method = "POST",
            Path = "/workflow/launch",
            Query = ["workspaceId"],
            RequestType = "application/json; charset=utf-8",
            RequestBody = """{"launch":{"pipeline":"p","resume":true,"labelIds":[1],"configProfiles":["a"]}}"""u8.ToArray(),
            Status = 200,
            AnswerType = "application/json",
            AnswerBody = """{"workflowId":"w"}"""u8.ToArray(),
        };

        Assert.Empty(checker.Check(good));
        Assert.Contains("'pipelin'", Violation(good with { RequestBody = """{"launch":{"pipelin":"p"}}"""u8.ToArray() }), StringComparison.Ordinal);
        Assert.Contains("null", Violation(good with { RequestBody = """{"launch":{"pipeline":null}}"""u8.ToArray() }), StringComparison.Ordinal);
        Assert.Contains("no boolean", Violation(good with { RequestBody = """{"launch":{"resume":"yes"}}"""u8.ToArray() }), StringComparison.Ordinal);
        Assert.Contains("'workspace'", Violation(good with { Query = ["workspace"] }), StringComparison.Ordinal);
        Assert.Contains("no such operation", Violation(good with { Method = "PUT" }), StringComparison.Ordinal);
        Assert.Contains("not declared", Violation(good with { Status = 409 }), StringComparison.Ordinal);
        Assert.Contains("'id'", Violation(good with { AnswerBody = """{"id":"w"}"""u8.ToArray() }), StringComparison.Ordinal);
        Assert.Contains("none of", Violation(good with
        {
            Method = "GET",
            Path = "/workflow/1",
            RequestType = null,
            RequestBody = default,
            AnswerBody = """{"workflow":{"id":"1","status":"DONE","params":{"any":1}}}"""u8.ToArray(),
        }), StringComparison.Ordinal);

        string Violation(ApiExchange exchange) => checker.Check(exchange)[0];
    }
}
