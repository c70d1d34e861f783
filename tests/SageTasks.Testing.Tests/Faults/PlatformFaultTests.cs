using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SageTasks.Testing.Tests;

/// <summary>What a fault plan does to the platforms themselves, route by route.</summary>
public sealed class PlatformFaultTests
{
    private const string Launch = "POST /workflow/launch";
    private const string Create = "POST /repo/v1/entity";

    [Theory]
    [InlineData(FaultKind.DropRequest, 0)]
    [InlineData(FaultKind.DropReply, 1)]
    [InlineData(FaultKind.LateCommit, 1)]
    [InlineData(FaultKind.DeliverTwice, 2)]
    [InlineData(FaultKind.FailBefore, 0)]
    [InlineData(FaultKind.FailAfter, 1)]
    [InlineData(FaultKind.Throttle, 0)]
    [InlineData(FaultKind.Delay, 1)]
    [InlineData(FaultKind.CutBody, 1)]
    public async Task a_struck_launch_leaves_as_many_runs_as_the_fault_says_and_the_next_one_is_whole(FaultKind kind, int runs)
    {
        await using var session = await TowerSession.StartAsync(null, new FaultRule { Kind = kind, Route = Launch, Nth = [1] });
        session.Tower.AddPipeline(new LocalPipeline { Url = TowerSession.Repository });

        await TryAsync(() => session.SendAsync("POST", $"/workflow/launch?{session.Scope}", TowerSession.LaunchBody("struck")));
        await Eventually.HoldsAsync(() => session.Tower.Faults.Waiting == 0 && session.Tower.Journal.OfKind("run.created").Count == runs, $"{runs} runs are made");
        var whole = await session.LaunchAsync("whole");

        Assert.Equal(runs + 1, session.Tower.Journal.OfKind("run.created").Count);
        Assert.Equal(whole, session.Tower.Journal.OfKind("run.created")[^1].Id);
        Assert.Equal(1, session.Tower.Faults.Injected[kind]);
    }

    [Theory]
    [InlineData(FaultKind.DropRequest, 0)]
    [InlineData(FaultKind.DropReply, 1)]
    [InlineData(FaultKind.LateCommit, 1)]
    [InlineData(FaultKind.DeliverTwice, 1)]
    [InlineData(FaultKind.FailBefore, 0)]
    [InlineData(FaultKind.FailAfter, 1)]
    [InlineData(FaultKind.Throttle, 0)]
    [InlineData(FaultKind.Delay, 1)]
    [InlineData(FaultKind.CutBody, 1)]
    public async Task a_struck_entity_is_made_as_often_as_its_name_allows(FaultKind kind, int entities)
    {
        await using var synapse = await LocalSynapse.StartAsync(new LocalSynapseOptions { FaultPlan = new FaultPlan { Rules = [new FaultRule { Kind = kind, Route = Create, Nth = [1] }] } });
        using var user = new SynapseUser(synapse, synapse.Token);
        var body = new JsonObject { ["concreteType"] = "org.sagebionetworks.repo.model.Project", ["name"] = "struck" };

        await TryAsync(() => user.SendAsync("POST", "/repo/v1/entity", body));
        await Eventually.HoldsAsync(() => synapse.Faults.Waiting == 0 && synapse.Journal.OfKind("entity.created").Count == entities, $"{entities} entities are made");
        var (second, _) = await user.SendAsync("POST", "/repo/v1/entity", body);

        Assert.Equal(entities == 0 ? HttpStatusCode.Created : HttpStatusCode.Conflict, second);
        Assert.Equal(1, synapse.Faults.Injected[kind]);
    }

    [Fact]
    public async Task each_platform_throttles_in_its_own_words()
    {
        await using var session = await TowerSession.StartAsync(null, new FaultRule { Kind = FaultKind.Throttle, Route = "GET /user-info", Probability = 1 });
        await using var synapse = await LocalSynapse.StartAsync(new LocalSynapseOptions { FaultPlan = session.Tower.Faults.Plan with { Rules = [new FaultRule { Kind = FaultKind.Throttle, Probability = 1 }] } });
        using var user = new SynapseUser(synapse, synapse.Token);

        using var tower = await session.SendAsync("GET", "/user-info");
        var (status, body) = await user.SendAsync("GET", "/repo/v1/userProfile");
        using var bare = await session.Http.GetAsync(new Uri(synapse.Url, "/repo/v1/userProfile"));

        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests), (tower.StatusCode, status));
        Assert.Equal(TimeSpan.Zero, tower.Headers.RetryAfter!.Delta);
        Assert.Contains("Wait 0secs", await tower.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.NotEmpty((string)body!["reason"]!);
        Assert.Null(bare.Headers.RetryAfter);
    }

    [Fact]
    public async Task a_skewed_clock_shows_in_every_timestamp_and_not_in_how_long_things_take()
    {
        var skewed = new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.SkewClock, Probability = 1, Skew = TimeSpan.FromHours(-3) }] };
        await using var session = await TowerSession.StartAsync(new LocalTowerOptions { FaultPlan = skewed });
        session.Tower.AddPipeline(new LocalPipeline { Url = TowerSession.Repository });
        await using var synapse = await LocalSynapse.StartAsync(new LocalSynapseOptions { FaultPlan = skewed });
        using var user = new SynapseUser(synapse, synapse.Token);
        var file = await user.FileAsync(await user.ProjectAsync(), "a.txt", "one");

        var run = await session.EndAsync(await session.LaunchAsync("skewed"));
        var entity = await user.DoAsync("GET", $"/repo/v1/entity/{file}");
        using var content = await user.FetchAsync(await user.UrlOfAsync((string)entity["dataFileHandleId"]!, file));

        Assert.InRange(DateTimeOffset.UtcNow - run.GetProperty("submit").GetDateTimeOffset(), TimeSpan.FromHours(2.9), TimeSpan.FromHours(3.1));
        Assert.InRange(DateTimeOffset.UtcNow - DateTimeOffset.Parse((string)entity["createdOn"]!, CultureInfo.InvariantCulture), TimeSpan.FromHours(2.9), TimeSpan.FromHours(3.1));
        Assert.Equal(HttpStatusCode.OK, content.StatusCode);
    }

    [Fact]
    public async Task ids_come_in_no_order_and_never_twice()
    {
        await using var session = await TowerSession.StartAsync(null, new FaultRule { Kind = FaultKind.UnorderedIds, Route = "POST /labels", Probability = 1, Times = 20 });

        var struck = await LabelsAsync("a");
        var calm = await LabelsAsync("b");

        Assert.NotEqual(struck.Order(), struck);
        Assert.Equal(calm.Order(), calm);
        Assert.Equal(40, struck.Concat(calm).Distinct().Count());

        async Task<List<long>> LabelsAsync(string prefix)
        {
            var ids = new List<long>();
            for (var i = 0; i < 20; i++)
            {
                ids.Add((await session.PostAsync($"/labels?{session.Scope}", $$"""{"name":"{{prefix}}{{i:00}}"}""")).GetProperty("id").GetInt64());
            }

            return ids;
        }
    }

    [Theory]
    [InlineData("/pipelines", "pipelines", "totalSize")]
    [InlineData("/labels", "labels", "totalSize")]
    [InlineData("/datasets", "datasets", "totalSize")]
    public async Task every_list_can_be_empty_unfiltered_or_shifted(string path, string rows, string total)
    {
        await using var session = await TowerSession.StartAsync();
        session.Tower.AddPipeline(new LocalPipeline { Url = TowerSession.Repository });
        for (var i = 0; i < 15; i++)
        {
            session.Tower.SavePipeline($"thing{i:00}", TowerSession.Repository);
            await session.PostAsync($"/labels?{session.Scope}", $$"""{"name":"thing{{i:00}}"}""");
            await session.PostAsync($"/datasets?{session.Scope}", $$"""{"name":"thing{{i:00}}"}""");
        }

        session.Tower.Faults.Strike(FaultKind.EmptyList, $"GET {path}");
        Assert.Empty(await NamesAsync(""));
        session.Tower.Faults.Strike(FaultKind.IgnoreSearch, $"GET {path}");
        Assert.Equal(15, (await NamesAsync("&search=nothing&max=100")).Count);
        Assert.Empty(await NamesAsync("&search=nothing&max=100"));
        session.Tower.Faults.Strike(FaultKind.ShiftPages, $"GET {path}");
        Assert.NotEqual("thing05", (await NamesAsync("&max=5&offset=5"))[0]);
        Assert.Equal("thing05", (await NamesAsync("&max=5&offset=5"))[0]);

        async Task<List<string>> NamesAsync(string query)
        {
            var page = await session.GetAsync($"{path}?{session.Scope}{query}");
            Assert.Equal(JsonValueKind.Number, page.GetProperty(total).ValueKind);
            return [.. page.GetProperty(rows).EnumerateArray().Select(row => row.GetProperty("name").GetString()!)];
        }
    }

    [Fact]
    public async Task lists_of_synapse_can_be_empty_or_shifted_too()
    {
        await using var synapse = await LocalSynapse.StartAsync();
        using var user = new SynapseUser(synapse, synapse.Token);
        var project = await user.ProjectAsync();
        for (var i = 0; i < 60; i++)
        {
            await user.CreateAsync("Folder", project, $"f{i:00}");
        }

        var second = new JsonObject { ["parentId"] = project, ["includeTypes"] = new JsonArray("folder"), ["nextPageToken"] = "50a50" };
        synapse.Faults.Strike(FaultKind.ShiftPages, "POST /repo/v1/entity/children");
        synapse.Faults.Strike(FaultKind.EmptyList, "GET /repo/v1/entity/*/version");

        var shifted = await user.DoAsync("POST", "/repo/v1/entity/children", second);
        var calm = await user.DoAsync("POST", "/repo/v1/entity/children", second);
        var none = await user.DoAsync("GET", $"/repo/v1/entity/{project}/version");
        var one = await user.DoAsync("GET", $"/repo/v1/entity/{project}/version");

        Assert.NotEqual("f50", (string)shifted["page"]![0]!["name"]!);
        Assert.Equal("f50", (string)calm["page"]![0]!["name"]!);
        Assert.Equal((0, 1), (none["results"]!.AsArray().Count, one["results"]!.AsArray().Count));
    }

    private static async Task TryAsync<T>(Func<Task<T>> send)
    {
        try
        {
            var answer = await send();
            if (answer is HttpResponseMessage message)
            {
                _ = await message.Content.ReadAsStringAsync();
            }
        }
        catch (Exception e) when (e is HttpRequestException or JsonException)
        {
            // The reply is lost or cut; what the server made of the request is what is looked at.
        }
    }
}
