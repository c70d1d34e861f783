using System.Net;
using System.Text.Json.Nodes;

namespace SageTasks.Testing.Tests;

public sealed class WorkspaceThingsTests
{
    [Fact]
    public async Task a_secret_reaches_the_pipeline_that_names_it_and_no_answer()
    {
        await using var session = await TowerSession.StartAsync();
        string? seen = null, unnamed = "?";
        session.Tower.AddPipeline(TowerSession.Repository, (context, _) =>
        {
            (seen, unnamed) = (context.Secret("TOKEN_A"), context.Secret("TOKEN_B"));
            return Task.CompletedTask;
        });
        var path = $"/pipeline-secrets?{session.Scope}";
        await session.PostAsync(path, """{"name":"TOKEN_A","value":"s3cret"}""");
        await session.PostAsync(path, """{"name":"TOKEN_B","value":"other"}""");

        await session.EndAsync(await session.LaunchAsync("a", change: l => l["workspaceSecrets"] = new JsonArray("TOKEN_A")));

        Assert.Equal(("s3cret", null), (seen, unnamed));
        Assert.DoesNotContain("s3cret", (await session.GetAsync(path)).GetRawText(), StringComparison.Ordinal);
        await session.RefusalAsync("POST", path, """{"name":"1st","value":"x"}""");
        Assert.Equal(HttpStatusCode.Conflict, await session.StatusAsync("GET", $"/pipeline-secrets/validate?name=TOKEN_A&{session.Scope}"));
    }

    [Fact]
    public async Task an_action_launches_with_the_callers_parameters_over_its_own()
    {
        await using var session = await TowerSession.StartAsync();
        session.Tower.AddPipeline(new LocalPipeline { Url = TowerSession.Repository });
        var id = (await session.PostAsync($"/actions?{session.Scope}", """{"name":"hook","source":"tower","launch":{"pipeline":"sage/read-stats","paramsText":"{\"a\":1,\"b\":1}"}}""")).GetProperty("actionId").GetString();

        var run = (await session.PostAsync($"/actions/{id}/launch?{session.Scope}", """{"params":{"b":2}}""")).GetProperty("workflowId").GetString()!;

        Assert.Equal("""{"a":1,"b":2}""", session.Tower.Runs.Single(r => r.Id == run).ParamsText);
        Assert.Equal("hook", (await session.GetAsync($"/actions/{id}?{session.Scope}")).GetProperty("action").GetProperty("name").GetString());
        Assert.Equal(HttpStatusCode.NoContent, await session.StatusAsync("POST", $"/actions/{id}/pause?{session.Scope}", "{}"));
        Assert.Contains("PAUSED", await session.RefusalAsync("POST", $"/actions/{id}/launch?{session.Scope}", "{}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task data_links_fill_their_cache_first_and_then_browse_page_by_page()
    {
        await using var session = await TowerSession.StartAsync();
        var folder = Directory.CreateDirectory(Path.Combine(session.Tower.Folder, "buckets", "s3", "bucket", "run 1")).FullName;
        foreach (var name in (string[])["a.txt", "b.txt", "c.txt"])
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name), name);
        }

        var id = (await session.PostAsync($"/data-links?{session.Scope}", """{"name":"results","provider":"aws","resourceRef":"s3://bucket","type":"bucket"}""")).GetProperty("id").GetString();

        Assert.Equal(HttpStatusCode.Accepted, await session.StatusAsync("GET", $"/data-links?{session.Scope}"));
        Assert.Equal(1, (await session.GetAsync($"/data-links?{session.Scope}")).GetProperty("totalSize").GetInt32());
        Assert.Equal("FOLDER", (await session.GetAsync($"/data-links/{id}/browse?{session.Scope}")).GetProperty("objects")[0].GetProperty("type").GetString());
        var first = await session.GetAsync($"/data-links/{id}/browse/run%201?{session.Scope}&pageSize=2");
        var token = Uri.EscapeDataString(first.GetProperty("nextPageToken").GetString()!);
        var second = await session.GetAsync($"/data-links/{id}/browse/run%201?{session.Scope}&pageSize=2&nextPageToken={token}");
        Assert.Equal("c.txt", second.GetProperty("objects")[0].GetProperty("name").GetString());
        Assert.Null(second.GetProperty("nextPageToken").GetString());
        Assert.Equal(HttpStatusCode.NotFound, await session.StatusAsync("GET", $"/data-links/{id}/generate-download-url?filePath=..%2F..%2F..%2Fstate.jsonl&{session.Scope}"));
    }

    [Fact]
    public async Task a_signed_address_needs_no_token_takes_none_and_expires()
    {
        await using var session = await TowerSession.StartAsync();
        var folder = Directory.CreateDirectory(Path.Combine(session.Tower.Folder, "buckets", "s3", "bucket")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "a b.txt"), "content");
        var id = (await session.PostAsync($"/data-links?{session.Scope}", """{"name":"results","resourceRef":"s3://bucket"}""")).GetProperty("id").GetString();
        async Task<Uri> SignAsync() => new((await session.GetAsync($"/data-links/{id}/generate-download-url?filePath=a%20b.txt&{session.Scope}")).GetProperty("url").GetString()!);
        using var bare = new HttpClient();

        var url = await SignAsync();
        session.Tower.Faults.Strike(FaultKind.ExpireUrls, "GET /data-links/*/generate-download-url");
        var expired = await SignAsync();

        Assert.Equal("content", await bare.GetStringAsync(url));
        using var withToken = await session.Http.GetAsync(url);
        using var late = await bare.GetAsync(expired);
        using var forged = await bare.GetAsync(new Uri(url.AbsoluteUri.Replace("a%20b.txt", "c.txt", StringComparison.Ordinal)));
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (withToken.StatusCode, late.StatusCode, forged.StatusCode));
    }
}
