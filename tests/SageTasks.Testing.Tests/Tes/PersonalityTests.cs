using System.Net;
using System.Text.Json;

namespace SageTasks.Testing.Tests;

/// <summary>What each server does otherwise than the specification, or where that is silent.</summary>
public sealed class PersonalityTests
{
    private const string TwoFilters = "tag_key=foo&tag_key=baz&tag_value=bat";

    [Theory]
    [InlineData(LocalTesPersonality.Spec, "ga4gh/tes/v1")]
    [InlineData(LocalTesPersonality.Funnel, "ga4gh/tes/v1", "v1", "")]
    [InlineData(LocalTesPersonality.TesAzure, "v1")]
    [InlineData(LocalTesPersonality.Tesk, "ga4gh/tes/v1")]
    [InlineData(LocalTesPersonality.ProTes, "ga4gh/tes/v1")]
    [InlineData(LocalTesPersonality.OldTesAzure, "v1")]
    public async Task Each_server_is_where_it_is_and_nowhere_else(LocalTesPersonality personality, params string[] paths)
    {
        await using var tes = await TesSession.SimulateAsync(personality);
        Assert.Equal(new Uri(tes.Tes.Url, paths[0]), tes.Tes.Endpoint);
        foreach (var path in (string[])["ga4gh/tes/v1", "v1", ""])
        {
            using var answer = await tes.Http.GetAsync(new Uri(tes.Tes.Url, $"{path}/tasks".TrimStart('/')));
            Assert.Equal(paths.Contains(path) ? HttpStatusCode.OK : HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData(LocalTesPersonality.Spec, "1.1.0")]
    [InlineData(LocalTesPersonality.Funnel, "1.1.0")]
    [InlineData(LocalTesPersonality.TesAzure, "1.1.0")]
    [InlineData(LocalTesPersonality.Tesk, "1.0")]
    [InlineData(LocalTesPersonality.ProTes, "1.0.0")]
    [InlineData(LocalTesPersonality.OldTesAzure, null)]
    public async Task Each_server_says_which_API_it_has(LocalTesPersonality personality, string? version)
    {
        await using var tes = await TesSession.SimulateAsync(personality);
        var info = await tes.GetAsync(version is null ? "tasks/service-info" : "service-info");
        Assert.Equal(version, info.TryGetProperty("type", out var type) ? type.GetProperty("version").GetString() : null);
    }

    // Past tasks: a = {foo:bat}, b = {baz:bat}, c = {foo:bat, baz:x}, d = {baz:bat, foo:x}.
    [Theory]
    [InlineData(LocalTesPersonality.Spec, TwoFilters, "c")]
    [InlineData(LocalTesPersonality.Funnel, TwoFilters, "c")]
    [InlineData(LocalTesPersonality.TesAzure, TwoFilters, "d")]
    [InlineData(LocalTesPersonality.TesAzure, "tag_key=foo&tag_key=baz&tag_value=x&tag_value=bat", "d")]
    [InlineData(LocalTesPersonality.TesAzure, "tag_key=baz&tag_value=bat&tag_key=foo&tag_value=x", "d")]
    [InlineData(LocalTesPersonality.Tesk, TwoFilters, "a", "b", "c", "d")]
    [InlineData(LocalTesPersonality.ProTes, TwoFilters, "d", "c", "b", "a")]
    [InlineData(LocalTesPersonality.OldTesAzure, TwoFilters, "a", "b", "c", "d")]
    [InlineData(LocalTesPersonality.Tesk, "name_prefix=none&state=QUEUED", "a", "b", "c", "d")]
    [InlineData(LocalTesPersonality.OldTesAzure, "name_prefix=none&state=QUEUED", "a", "b", "c", "d")]
    [InlineData(LocalTesPersonality.ProTes, "state=QUEUED", "d", "c", "b", "a")]
    [InlineData(LocalTesPersonality.ProTes, "name_prefix=[ab]", "b", "a")]
    [InlineData(LocalTesPersonality.TesAzure, "name_prefix=c", "c")]
    [InlineData(LocalTesPersonality.Funnel, "state=COMPLETE", "d", "c", "b", "a")]
    public async Task Filters_and_order(LocalTesPersonality personality, string query, params string[] names)
    {
        await using var tes = await TesSession.SimulateAsync(personality);
        var ids = new Dictionary<string, string>
        {
            [tes.Past("a", ("foo", "bat"))] = "a",
            [tes.Past("b", ("baz", "bat"))] = "b",
            [tes.Past("c", ("foo", "bat"), ("baz", "x"))] = "c",
            [tes.Past("d", ("baz", "bat"), ("foo", "x"))] = "d",
        };
        var expected = personality == LocalTesPersonality.Tesk ? ids.OrderBy(id => id.Key, StringComparer.Ordinal).Select(id => id.Value) : names;
        Assert.Equal(expected, (await tes.ListAsync(query)).Select(id => ids[id]));
    }

    [Theory]
    [InlineData(LocalTesPersonality.Spec, 7, 7, null)]
    [InlineData(LocalTesPersonality.Funnel, 7, 7, "")]
    [InlineData(LocalTesPersonality.TesAzure, 7, 7, "null")]
    [InlineData(LocalTesPersonality.Tesk, 7, 7, null)]
    [InlineData(LocalTesPersonality.ProTes, 7, 5, "token")]
    [InlineData(LocalTesPersonality.ProTes, 5, 5, "token")]
    [InlineData(LocalTesPersonality.ProTes, 0, 0, "")]
    [InlineData(LocalTesPersonality.OldTesAzure, 7, 7, "N/A")]
    [InlineData(LocalTesPersonality.Funnel, 300, 256, "token")]
    [InlineData(LocalTesPersonality.TesAzure, 300, 256, "token")]
    [InlineData(LocalTesPersonality.Tesk, 300, 300, null)]
    [InlineData(LocalTesPersonality.OldTesAzure, 300, 300, "N/A")]
    public async Task Pages_and_what_ends_them(LocalTesPersonality personality, int count, int onFirst, string? end)
    {
        await using var tes = await TesSession.SimulateAsync(personality);
        var ids = tes.Past(count);
        var page = await tes.GetAsync("tasks");
        Assert.Equal(onFirst, page.GetProperty("tasks").GetArrayLength());
        var token = !page.TryGetProperty("next_page_token", out var next) ? null : next.ValueKind == JsonValueKind.Null ? "null" : next.GetString();
        Assert.Equal(end, token is null or "" or "N/A" or "null" ? token : "token");
        Assert.Equal(ids.Order(StringComparer.Ordinal), (await tes.ListAsync()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(LocalTesPersonality.Funnel, "page_size=5000", 200)]
    [InlineData(LocalTesPersonality.Funnel, "view=ALL", 200)]
    [InlineData(LocalTesPersonality.TesAzure, "page_size=5000", 400)]
    [InlineData(LocalTesPersonality.TesAzure, "view=basic", 200)]
    [InlineData(LocalTesPersonality.TesAzure, "view=ALL", 400)]
    [InlineData(LocalTesPersonality.TesAzure, "state=PREEMPTED", 400)]
    [InlineData(LocalTesPersonality.TesAzure, "tag_value=a", 400)]
    [InlineData(LocalTesPersonality.TesAzure, "tag_key=a&tag_value=1&tag_key=a&tag_value=2", 400)]
    [InlineData(LocalTesPersonality.Tesk, "view=ALL&state=NONE", 200)]
    [InlineData(LocalTesPersonality.ProTes, "view=ALL", 400)]
    [InlineData(LocalTesPersonality.ProTes, "name_prefix=(", 500)]
    [InlineData(LocalTesPersonality.OldTesAzure, "view=ALL&page_size=0", 200)]
    public async Task What_lists_refuse(LocalTesPersonality personality, string query, int status)
    {
        await using var tes = await TesSession.SimulateAsync(personality);
        Assert.Equal(status, (int)(await tes.AskAsync("GET", $"tasks?{query}")).Status);
    }

    [Fact]
    public async Task A_token_of_TES_on_Azure_holds_for_its_filters_only()
    {
        await using var tes = await TesSession.SimulateAsync(LocalTesPersonality.TesAzure);
        tes.Past(5);
        var token = (await tes.GetAsync("tasks?page_size=2&name_prefix=past")).GetProperty("next_page_token").GetString();
        Assert.Equal(HttpStatusCode.OK, (await tes.AskAsync("GET", $"tasks?page_size=2&name_prefix=past&page_token={token}")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await tes.AskAsync("GET", $"tasks?page_size=2&page_token={token}")).Status);
    }

    [Theory]
    [InlineData(LocalTesPersonality.Spec, 404, """{"status_code":404,"msg":"There is no task""")]
    [InlineData(LocalTesPersonality.Funnel, 404, """{"error":"task not found: taskID: x"}""")]
    [InlineData(LocalTesPersonality.TesAzure, 400, "Invalid ID")]
    [InlineData(LocalTesPersonality.Tesk, 404, "\"messages\":[")]
    [InlineData(LocalTesPersonality.ProTes, 404, "\"code\":\"404\"")]
    [InlineData(LocalTesPersonality.OldTesAzure, 404, """{"errors":{""")]
    public async Task An_unknown_id(LocalTesPersonality personality, int status, string text)
    {
        await using var tes = await TesSession.SimulateAsync(personality);
        var (got, body) = await tes.AskAsync("GET", "tasks/x");
        Assert.Equal(status, (int)got);
        Assert.Contains(text, body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await tes.AskAsync("GET", $"tasks/{new string('0', 32)}")).Status);
    }

    [Theory]
    [InlineData(LocalTesPersonality.Spec, "{}", 200, "{}")]
    [InlineData(LocalTesPersonality.Funnel, "{}", 200, """{"message":"Task is already in CANCELED state, cannot cancel."}""")]
    [InlineData(LocalTesPersonality.TesAzure, "{}", 200, "{}")]
    [InlineData(LocalTesPersonality.Tesk, "", 400, "not running")]
    [InlineData(LocalTesPersonality.ProTes, "{}", 200, "{}")]
    [InlineData(LocalTesPersonality.OldTesAzure, "\"{}\"", 500, "errors")]
    public async Task Cancelling_once_and_again(LocalTesPersonality personality, string first, int again, string second)
    {
        await using var tes = await TesSession.SimulateAsync(personality);
        var id = tes.Tes.AddPastTask(new PastTesTask { State = LocalTesState.Running });
        Assert.Equal((HttpStatusCode.OK, first), await tes.CancelAsync(id));
        Assert.Equal(LocalTesState.Canceled, tes.Tes.Tasks[0].State);
        var (status, text) = await tes.CancelAsync(id);
        Assert.Equal(again, (int)status);
        Assert.Contains(second, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LocalTesPersonality.Spec, """{"executors":[{"image":"a","command":["a"]}],"unknown":1}""", 200, "id")]
    [InlineData(LocalTesPersonality.Funnel, """{"executors":[{"image":"a","command":["a"]}],"unknown":1}""", 400, "\"error\"")]
    [InlineData(LocalTesPersonality.TesAzure, """{"executors":[{"image":"a","command":["a"]}],"unknown":1}""", 200, "id")]
    [InlineData(LocalTesPersonality.TesAzure, """{"executors":[{"image":"a","command":["a"]}],"id":"mine"}""", 400, "Id should not")]
    [InlineData(LocalTesPersonality.TesAzure, """{"executors":[{"image":"a","command":["a"]}],"resources":{"cpu_cores":0.5}}""", 400, "$.resources.cpu_cores")]
    [InlineData(LocalTesPersonality.TesAzure, """{"executors":[{"image":"a","command":["a"]}],"resources":{"cpu_cores":0}}""", 400, "greater than 0")]
    [InlineData(LocalTesPersonality.TesAzure, """{"executors":[{"image":"a","command":["a"]}],"inputs":[{"path":"/a","url":"file:///a"}]}""", 400, "File URIs")]
    [InlineData(LocalTesPersonality.TesAzure, """{"executors":[{"image":"a","command":["a"]}],"inputs":[{"path":"/a","url":"s3://a","content":"a"}]}""", 400, "both")]
    [InlineData(LocalTesPersonality.TesAzure, """{"executors":[{"image":"a","command":["a"]}],"inputs":[{"path":"/a","content":"a","type":"DIRECTORY"}]}""", 400, "directories")]
    [InlineData(LocalTesPersonality.TesAzure, """{"executors":[{"image":"a","command":["a"]}],"resources":{"backend_parameters":{"vm_size":"a","VM_SIZE":"b"}}}""", 400, "Duplicate")]
    [InlineData(LocalTesPersonality.TesAzure, """{"executors":[{"image":"a","command":["a"]}],"resources":{"backend_parameters":{"gpu":"1"},"backend_parameters_strict":true}}""", 400, "gpu")]
    [InlineData(LocalTesPersonality.Tesk, """{"executors":[{"image":"a","command":["a"]}],"unknown":1}""", 400, "\"messages\"")]
    [InlineData(LocalTesPersonality.Tesk, """{"executors":[{"image":"a","command":["a"],"ignore_error":null}]}""", 400, "ignore_error")]
    [InlineData(LocalTesPersonality.Tesk, """{"executors":[{"image":"a","command":["a"]}],"inputs":[{"path":"/a","content":"a","type":"FILE","streamable":null}]}""", 400, "streamable")]
    [InlineData(LocalTesPersonality.Tesk, """{"executors":[{"image":"a","command":["a"]}],"inputs":[{"path":"/a","content":"a"}]}""", 400, "type must not be null")]
    [InlineData(LocalTesPersonality.ProTes, """{"executors":[{"image":"a","command":["a"]}],"inputs":[{"path":"/a","content":"a"}]}""", 400, "is a required property")]
    [InlineData(LocalTesPersonality.ProTes, """{"executors":[]}""", 400, "\"message\"")]
    [InlineData(LocalTesPersonality.OldTesAzure, """{"executors":[{"image":"a","command":["a"]}]}""", 422, "resources")]
    [InlineData(LocalTesPersonality.OldTesAzure, """{"executors":1}""", 422, "errors")]
    public async Task What_is_refused_when_a_task_is_made(LocalTesPersonality personality, string body, int status, string text)
    {
        await using var tes = await TesSession.SimulateAsync(personality);
        var (got, answer) = await tes.AskAsync("POST", "tasks", body);
        Assert.True(status == (int)got, answer);
        Assert.Contains(text, answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TES_on_Azure_answers_with_nulls_and_the_number_zero()
    {
        await using var tes = await TesSession.SimulateAsync(LocalTesPersonality.TesAzure);
        var id = await tes.CreateAsync("""
            {"executors":[{"image":"a","command":["a"],"ignore_error":true}],"inputs":[{"path":"/a","content":"a"}],
             "outputs":[{"path":"/b","url":"s3://b","type":"FILE"}],"tags":{"k":null},"resources":{"backend_parameters":{"gpu":"1"}}}
            """);
        Assert.Equal(32, id.Length);
        var task = await tes.TaskAsync(id, "full");
        var input = task.GetProperty("inputs")[0];
        Assert.Equal(0, input.GetProperty("type").GetInt32());
        Assert.False(input.GetProperty("streamable").GetBoolean());
        Assert.Equal("""{"k":null}""", task.GetProperty("tags").GetRawText());
        Assert.Equal("FILE", task.GetProperty("outputs")[0].GetProperty("type").GetString());
        Assert.False(task.GetProperty("executors")[0].TryGetProperty("ignore_error", out _));
        foreach (var unset in (JsonElement[])[task.GetProperty("name"), task.GetProperty("volumes"), input.GetProperty("url"), task.GetProperty("executors")[0].GetProperty("env")])
        {
            Assert.Equal(JsonValueKind.Null, unset.ValueKind);
        }

        Assert.EndsWith("Z", task.GetProperty("creation_time").GetString(), StringComparison.Ordinal);
        Assert.Equal(28, task.GetProperty("creation_time").GetString()!.Length);
    }

    [Fact]
    public async Task Funnel_fills_what_is_unset_and_shortens_its_views()
    {
        await using var tes = await TesSession.SimulateAsync(LocalTesPersonality.Funnel);
        var id = await tes.CreateAsync("""{"executors":[{"image":"a","command":["a"],"stdout":"/o"}],"inputs":[{"path":"/a","content":"a"}],"tags":{"k":null,"l":"v"}}""");
        var task = await tes.TaskAsync(id);
        Assert.Equal("", task.GetProperty("name").GetString());
        Assert.Equal("""{"l":"v"}""", task.GetProperty("tags").GetRawText());
        Assert.Equal("FILE", task.GetProperty("inputs")[0].GetProperty("type").GetString());
        Assert.Equal(JsonValueKind.Null, task.GetProperty("resources").ValueKind);
        Assert.False(task.GetProperty("inputs")[0].TryGetProperty("content", out _));
        Assert.False(task.GetProperty("executors")[0].TryGetProperty("stdout", out _));
        Assert.Equal(HttpStatusCode.InternalServerError, (await tes.AskAsync("GET", $"tasks/{id}?view=ALL")).Status);

        var warned = await tes.CreateAsync("""{"executors":[{"image":"a","command":["a"],"stdout":"/o"}],"resources":{"backend_parameters":{"x":"y"}}}""");
        Assert.Equal("/o", (await tes.TaskAsync(warned)).GetProperty("executors")[0].GetProperty("stdout").GetString());
    }

    [Fact]
    public async Task Default_views_differ()
    {
        await using var proTes = await TesSession.SimulateAsync(LocalTesPersonality.ProTes);
        Assert.True((await proTes.GetAsync($"tasks/{proTes.Past("a", ("k", "v"))}")).TryGetProperty("tags", out _));
        await using var old = await TesSession.SimulateAsync(LocalTesPersonality.OldTesAzure);
        var id = old.Tes.AddPastTask(new PastTesTask { Json = """{"executors":[{"image":"a","command":["a"]}],"inputs":[{"path":"/a","content":"a"}]}""" });
        Assert.Equal("a", (await old.TaskAsync(id, "MINIMAL")).GetProperty("inputs")[0].GetProperty("content").GetString());
    }
}
