using System.Globalization;
using System.Net;
using System.Text.Json;
using SageTasks.ContractSuites;

namespace SageTasks.Testing.Tests;

/// <summary>What all operations share: tokens, limits, pages, fields, errors, redirects, odd paths.</summary>
public sealed class CavaticaProtocolTests
{
    [Fact]
    public async Task A_token_is_taken_from_either_header_and_nothing_is_told_without_one()
    {
        await using var session = await CavaticaSession.StartAsync();
        using var bare = new HttpClient { BaseAddress = session.Http.BaseAddress };
        using var refused = await bare.GetAsync(new Uri("user", UriKind.Relative));
        bare.DefaultRequestHeaders.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", session.Cavatica.Token);

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(90_001, JsonSerializer.Deserialize<JsonElement>(await refused.Content.ReadAsStringAsync()).GetProperty("code").GetInt32());
        Assert.Contains("\"sage\"", await bare.GetStringAsync(new Uri("user", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Equal("sage", (await session.GetAsync("user")).GetProperty("username").GetString());
        Assert.Equal(2002, await session.CodeAsync("GET", "users/nobody", null, HttpStatusCode.NotFound));
        Assert.StartsWith(session.Cavatica.Endpoint.ToString(), (await session.GetAsync("")).GetProperty("tasks_url").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_beyond_the_limit_wait_for_the_next_window()
    {
        var clock = new ManualTime();
        await using var session = await CavaticaSession.StartAsync(new LocalCavaticaOptions { RequestLimit = 3, TimeProvider = clock });
        using var first = await session.AskAsync("GET", "user");
        await session.GetAsync("user");
        var free = (await session.GetAsync("rate_limit")).GetProperty("rate");
        await session.GetAsync("user");
        using var last = await session.AskAsync("GET", "user");
        var reset = long.Parse(last.Headers.GetValues("X-RateLimit-Reset").Single(), CultureInfo.InvariantCulture);

        Assert.Equal("2", first.Headers.GetValues("X-RateLimit-Remaining").Single());
        Assert.Equal("3", first.Headers.GetValues("X-RateLimit-Limit").Single());
        Assert.Equal(36, first.Headers.GetValues("X-Request-Id").Single().Length);
        Assert.Equal(1, free.GetProperty("remaining").GetInt32());
        Assert.Equal(1000, await session.CodeAsync("GET", "user", null, HttpStatusCode.TooManyRequests));
        Assert.False(last.Headers.Contains("Retry-After"));
        Assert.Equal("0", last.Headers.GetValues("X-RateLimit-Remaining").Single());
        Assert.Equal(clock.GetUtcNow().AddMinutes(5).ToUnixTimeSeconds(), reset);
        clock.Advance(TimeSpan.FromMinutes(5));
        await session.GetAsync("user");
    }

    [Fact]
    public async Task A_throttle_is_the_end_of_a_window_that_others_have_used_up()
    {
        await using var session = await CavaticaSession.StartAsync();
        session.Cavatica.Faults.Strike(FaultKind.Throttle, "GET /user");
        using var refused = await session.AskAsync("GET", "user");
        var left = long.Parse(refused.Headers.GetValues("X-RateLimit-Reset").Single(), CultureInfo.InvariantCulture) - refused.Headers.Date!.Value.ToUnixTimeSeconds();

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("0", refused.Headers.GetValues("X-RateLimit-Remaining").Single());
        Assert.InRange(left, -1, 1);
    }

    [Fact]
    public async Task Maintenance_is_a_503_of_its_own()
    {
        await using var session = await CavaticaSession.StartAsync();
        session.Cavatica.Faults.Strike(FaultKind.Maintenance, "GET /user");

        Assert.Equal(0, await session.CodeAsync("GET", "user", null, HttpStatusCode.ServiceUnavailable));
        await session.GetAsync("user");
    }

    [Fact]
    public async Task A_list_is_read_by_its_absolute_links_which_repeat_the_filters()
    {
        await using var session = await CavaticaSession.StartAsync();
        session.Past(120);
        var (page, names) = (await session.GetAsync($"tasks?project={Uri.EscapeDataString(session.Project)}&status=COMPLETED&order_by=created_time&order=asc"), new List<string>());
        var again = await session.GetAsync(page.GetProperty("href").GetString()!);
        Assert.Equal(page.GetProperty("items").GetRawText(), again.GetProperty("items").GetRawText());
        for (; ; page = await session.GetAsync(Next(page)!))
        {
            names.AddRange(CavaticaSession.Names(page));
            if (Next(page) is not { } next)
            {
                break;
            }

            Assert.StartsWith(session.Cavatica.Endpoint.ToString(), next, StringComparison.Ordinal);
            Assert.Contains("status=COMPLETED", next, StringComparison.Ordinal);
        }

        Assert.Equal(120, names.Distinct().Count());
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.Contains("\"rel\":\"prev\"", page.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_has_fifty_items_by_itself_and_a_hundred_at_the_most()
    {
        await using var session = await CavaticaSession.StartAsync();
        session.Past(130);
        using var first = await session.AskAsync("GET", "tasks");
        var page = JsonSerializer.Deserialize<JsonElement>(await first.Content.ReadAsStringAsync());

        Assert.Equal("130", first.Headers.GetValues("X-Total-Matching-Query").Single());
        Assert.Equal(50, page.GetProperty("items").GetArrayLength());
        Assert.Equal(100, (await session.GetAsync("tasks?limit=1000")).GetProperty("items").GetArrayLength());
        Assert.Equal(30, (await session.GetAsync("tasks?limit=100&offset=100")).GetProperty("items").GetArrayLength());
        Assert.Equal(0, (await session.GetAsync("tasks?offset=500")).GetProperty("items").GetArrayLength());
        Assert.Equal(90_000, await session.CodeAsync("GET", "tasks?limit=0", null, HttpStatusCode.BadRequest));
        Assert.Equal(90_000, await session.CodeAsync("GET", "tasks?offset=-1", null, HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Fields_choose_what_an_answer_shows()
    {
        await using var session = await CavaticaSession.StartAsync();
        var id = await session.DraftAsync();
        var list = (await session.GetAsync("tasks")).GetProperty("items")[0];
        var all = (await session.GetAsync("tasks?fields=_all")).GetProperty("items")[0];
        var bulk = await session.PostAsync("bulk/tasks/get?fields=resource.id,resource.status", $$"""{"task_ids":["{{id}}"]}""");

        Assert.Equal(["href", "id", "name", "project"], CavaticaSession.Fields(list));
        Assert.True(all.TryGetProperty("inputs", out _));
        Assert.Equal(["id", "status"], CavaticaSession.Fields(await session.GetAsync($"tasks/{id}?fields=id,status")));
        Assert.Equal($$$"""[{"resource":{"id":"{{{id}}}","status":"DRAFT"}}]""", bulk.GetProperty("items").GetRawText());
    }

    [Fact]
    public async Task Alias_routes_redirect_and_odd_paths_are_understood()
    {
        await using var session = await CavaticaSession.StartAsync();
        await session.DraftAsync("a b");
        using var alias = await session.AskAsync("GET", "projects/sage/study/tasks?limit=7");

        Assert.Equal(HttpStatusCode.MovedPermanently, alias.StatusCode);
        Assert.Equal(new Uri(session.Http.BaseAddress!, "tasks?project=sage/study&limit=7"), alias.Headers.Location);
        Assert.Equal("sage/study", (await session.GetAsync("projects/sage%2Fstudy")).GetProperty("id").GetString());
        Assert.Equal(["Study"], CavaticaSession.Names(await session.GetAsync("projects/?name=Study")));
        Assert.Single(CavaticaSession.Names(await session.SendAsync("GET", "tasks?batch=False&project=sage%2Fstudy", "null")));
        Assert.Equal(90_003, await session.CodeAsync("GET", "no/such/path", null, HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task Every_part_of_the_state_survives_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("cavatica-state-").FullName;
        var options = new LocalCavaticaOptions { StateFolder = folder, IsScripted = true };
        string id, token;
        await using (var session = await CavaticaSession.StartAsync(options))
        {
            (id, token) = (await session.DraftAsync(), session.Cavatica.Token);
        }

        await using (var session = await CavaticaSession.StartAsync(options))
        {
            Assert.Equal(token, session.Cavatica.Token);
            Assert.Equal("DRAFT", await session.StatusAsync(id));
            Assert.Single(CavaticaSession.Names(await session.GetAsync("billing/groups")));
            Assert.Equal("hello", (await session.GetAsync($"apps/{session.App}")).GetProperty("name").GetString());
        }

        Directory.Delete(folder, recursive: true);
    }

    private static string? Next(JsonElement page) => page.GetProperty("links").EnumerateArray()
        .Where(link => link.GetProperty("rel").GetString() == "next").Select(link => link.GetProperty("href").GetString()).FirstOrDefault();
}
