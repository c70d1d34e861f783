using System.Globalization;
using System.Net;
using SageTasks.Cavatica.Tests.Stubs;
using SageTasks.ContractSuites;
using SageTasks.Http;

namespace SageTasks.Cavatica.Tests.Client;

/// <summary>Limits, maintenance, errors, pages and bulk calls.</summary>
public sealed class ProtocolTests : IDisposable
{
    private const string Limited = """{"status":429,"code":1000,"message":"Too many requests","more_info":"http://docs/1000"}""";
    private const string Maintained = """{"status":503,"code":0,"message":"Maintenance","more_info":"http://docs/0"}""";

    private static readonly TaskRequest Task = new() { Project = "ann/p", App = "ann/p/app/1" };

    private readonly StubCavatica _stub = new();

    public void Dispose() => _stub.Dispose();

    [Fact]
    public async Task A_request_that_came_too_fast_waits_for_the_reset_by_the_servers_clock()
    {
        var time = new SkippingTime();
        var serverNow = DateTimeOffset.FromUnixTimeSeconds(1_000_000_000);
        var answers = new Queue<HttpResponseMessage>([
            Dated(StubCavatica.Json(Limited, HttpStatusCode.TooManyRequests, ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "1000000200")), serverNow),
            StubCavatica.Json("""{"username":"ann"}"""),
        ]);
        _stub.On("GET", "/v2/user", _ => answers.Dequeue());
        var start = time.GetUtcNow();

        await _stub.Client(time: time).GetUserAsync();

        Assert.InRange(time.GetUtcNow() - start, TimeSpan.FromSeconds(200), TimeSpan.FromSeconds(260));
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, Limited)]
    [InlineData(HttpStatusCode.ServiceUnavailable, Maintained)]
    public async Task A_POST_is_sent_again_where_the_platform_refused_it_before_any_handler(HttpStatusCode status, string body)
    {
        var time = new SkippingTime();
        var answers = new Queue<HttpResponseMessage>([StubCavatica.Json(body, status), StubCavatica.Json("""{"id":"t1","status":"DRAFT"}""")]);
        _stub.On("POST", "/v2/tasks", _ => answers.Dequeue());
        var start = time.GetUtcNow();

        Assert.Equal("t1", (await _stub.Client(time: time).CreateTaskAsync(Task)).Id);
        Assert.True(time.GetUtcNow() - start >= TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData(500, """{"status":500,"code":7000,"message":"Task service unavailable."}""")]
    [InlineData(503, """{"status":503,"code":3000,"message":"Project service unavailable."}""")]
    [InlineData(502, "")]
    [InlineData(429, "<html>Too many requests</html>")]
    [InlineData(429, """{"status":429,"code":7000,"message":"Task service is busy."}""")]
    public async Task A_POST_that_may_have_taken_effect_is_never_sent_again(int status, string body)
    {
        _stub.On("POST", "/v2/tasks", _ => StubCavatica.Json(body, (HttpStatusCode)status));

        await Assert.ThrowsAsync<SubmissionUnknownException>(() => _stub.Client().CreateTaskAsync(Task));

        Assert.Single(_stub.Requests);
    }

    [Fact]
    public async Task An_error_tells_code_message_more_info_and_the_inputs_that_are_wrong()
    {
        _stub.On("POST", "/v2/tasks", _ => StubCavatica.Json(
            """{"status":400,"code":7001,"message":"Bad inputs","more_info":"http://docs/7001","errors":[{"input_id":"reads","message":"is required"},"threads: not an int"]}""",
            HttpStatusCode.BadRequest));

        var error = (await Assert.ThrowsAsync<InvalidRequestException>(() => _stub.Client().CreateTaskAsync(Task))).Error;

        Assert.Equal("7001", error.Code);
        Assert.Equal("Bad inputs", error.Reason);
        Assert.Equal(["reads: is required", "threads: not an int", "see http://docs/7001"], error.Details);
    }

    [Fact]
    public async Task A_run_that_leaves_a_draft_with_errors_is_a_failure_that_names_the_inputs()
    {
        _stub.On("POST", "/v2/tasks/t1/actions/run", """{"id":"t1","status":"DRAFT","errors":[{"reads":"Required input is missing"}]}""");

        var refused = await Assert.ThrowsAsync<InvalidRequestException>(() => _stub.Client().RunTaskAsync("t1"));

        Assert.Equal(["reads: Required input is missing"], refused.Error.Details);
        Assert.Contains("draft", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_is_drained_in_pages_of_a_hundred_that_join()
    {
        var files = Enumerable.Range(0, 250).Select(index => $$"""{"id":"f{{index}}"}""").ToList();
        _stub.On("GET", "/v2/files", request => StubCavatica.Page(request, files));

        var listed = await _stub.Client().ListFilesAsync(new FileQuery { Project = "ann/p" }).ToListAsync();

        Assert.Equal(250, listed.Select(file => file.Id).Distinct().Count());
        Assert.Equal(3, _stub.Requests.Count);
    }

    [Fact]
    public async Task A_row_deleted_between_pages_hides_no_other_and_none_comes_twice()
    {
        var files = Enumerable.Range(0, 250).Select(index => $$"""{"id":"f{{index}}"}""").ToList();
        _stub.On("GET", "/v2/files", request =>
        {
            var page = StubCavatica.Page(request, files);
            files.Remove("""{"id":"f10"}""");
            return page;
        });

        var listed = await _stub.Client().ListFilesAsync(new FileQuery { Project = "ann/p" }).Select(file => file.Id).ToListAsync();

        Assert.Equal(listed.Count, listed.Distinct().Count());
        Assert.Empty(Enumerable.Range(0, 250).Where(index => index != 10).Select(index => $"f{index}").Except(listed));
    }

    [Fact]
    public async Task A_list_that_shows_less_than_it_counts_is_a_failure()
    {
        _stub.On("GET", "/v2/files", request => StubCavatica.Page(request, ["""{"id":"f1"}""", """{"id":"f1"}"""]));

        await Assert.ThrowsAsync<PagingException>(async () => await _stub.Client().ListFilesAsync(new FileQuery { Project = "ann/p" }).ToListAsync());
    }

    [Fact]
    public async Task A_bulk_call_goes_in_hundreds_and_tells_a_result_for_each_item()
    {
        _stub.On("POST", "/v2/bulk/tasks/get", request =>
        {
            var ids = request.Json["task_ids"]!.AsArray().Select(id => id!.ToString());
            var items = ids.Select(id => id == "t7" ? """{"error":{"status":404,"code":7002,"message":"gone"}}""" : $$"""{"resource":{"id":"{{id}}","status":"RUNNING"} }""");
            return StubCavatica.Json($$"""{"items":[{{string.Join(',', items)}}]}""");
        });

        var results = await _stub.Client().GetTasksAsync([.. Enumerable.Range(0, 250).Select(index => $"t{index.ToString(CultureInfo.InvariantCulture)}")]);

        Assert.Equal([100, 100, 50], _stub.Requests.Select(request => request.Json["task_ids"]!.AsArray().Count));
        Assert.Equal(404, results[7].Error!.Status);
        Assert.Equal("t249", results[249].Resource!.Id);
    }

    [Fact]
    public async Task Bulk_results_in_the_place_of_others_are_a_failure()
    {
        const string Swapped = """{"items":[{"resource":{"id":"b"}},{"resource":{"id":"a"}}]}""";
        _stub.On("POST", "/v2/bulk/tasks/get", Swapped).On("POST", "/v2/bulk/files/get", Swapped).On("POST", "/v2/bulk/files/edit", Swapped)
            .On("POST", "/v2/bulk/storage/exports/create", """{"items":[{"resource":{"id":"e1","source":{"file":"b"}}}]}""");
        var client = _stub.Client();
        var export = new NewExport { Source = new ExportSource { File = "a" }, Destination = new VolumePlace { Volume = "ann/v", Location = "a" } };

        await Assert.ThrowsAsync<ServerFailureException>(() => client.GetTasksAsync(["a", "b"]));
        await Assert.ThrowsAsync<ServerFailureException>(() => client.GetFilesAsync(["a", "b"]));
        await Assert.ThrowsAsync<ServerFailureException>(() => client.EditFilesAsync([new FileEdit { Id = "a" }, new FileEdit { Id = "b" }]));
        await Assert.ThrowsAsync<ServerFailureException>(() => client.StartExportsAsync([export], copyOnly: true));
        Assert.Equal("b", (await client.GetTasksAsync(["b", "a"]))[0].Resource!.Id);
    }

    [Fact]
    public async Task A_volumes_list_shows_one_folder_and_a_walk_looks_into_every_one()
    {
        _stub.On("GET", "/v2/storage/volumes/ann/v/list", request => StubCavatica.Json(System.Web.HttpUtility.ParseQueryString(request.Query) switch
        {
            var query when query["prefix"] == "in/" && query["continuation_token"] is null =>
                """{"items":[{"location":"in/b"}],"prefixes":[{"prefix":"in/deep/","volume":"ann/v"}],"links":[{"next":"https://x.example.org/?continuation_token=abc"}]}""",
            var query when query["prefix"] == "in/" => """{"items":[{"location":"in/c"}],"prefixes":[{"prefix":"in/deep/"},{"prefix":"in/"}],"links":[]}""",
            var query when query["prefix"] == "in/deep/" => """{"items":[{"location":"in/deep/d"}],"prefixes":[],"links":[]}""",
            _ => """{"items":[{"location":"a"}],"prefixes":[{"href":"x","prefix":"in/","volume":"ann/v"}],"links":[]}""",
        }));

        Assert.Equal(["a"], await _stub.Client().ListVolumeObjectsAsync("ann/v").Select(item => item.Location).ToListAsync());
        Assert.Equal(["a", "in/b", "in/c", "in/deep/d"], await _stub.Client().WalkVolumeObjectsAsync("ann/v").Select(item => item.Location).ToListAsync());
        Assert.Equal(5, _stub.Requests.Count);
    }

    [Fact]
    public async Task A_walk_looks_into_every_folder_once()
    {
        _stub.On("GET", "/v2/files", request => StubCavatica.Page(request, request.Query.Contains("parent=d1", StringComparison.Ordinal)
            ? ["""{"id":"f2","name":"b","type":"file"}"""]
            : ["""{"id":"d1","name":"dir","type":"folder"}""", """{"id":"f1","name":"a","type":"file"}"""]));

        var walked = await _stub.Client().WalkFilesAsync(new FileQuery { Project = "ann/p" }).ToListAsync();

        Assert.Equal(["dir", "a", "dir/b"], walked.Select(row => row.Path));
        Assert.Equal(2, _stub.Requests.Count);
    }

    [Fact]
    public void Ids_of_the_wrong_form_and_places_named_twice_are_refused_before_anything_is_sent()
    {
        var client = _stub.Client();
        Assert.ThrowsAny<ArgumentException>(() => { _ = client.GetProjectAsync("p"); });
        Assert.ThrowsAny<ArgumentException>(() => { _ = client.GetAppAsync("ann/p"); });
        Assert.ThrowsAny<ArgumentException>(() => { _ = client.ListFilesAsync(new FileQuery()); });
        Assert.ThrowsAny<ArgumentException>(() => { _ = client.ListFilesAsync(new FileQuery { Project = "ann/p", Parent = "d" }); });
        Assert.ThrowsAny<ArgumentException>(() => { _ = client.WalkFilesAsync(new FileQuery { Project = "ann/p", Tags = ["x"] }); });
        Assert.ThrowsAny<ArgumentException>(() => { _ = client.StartUploadAsync(new NewUpload { Project = "ann/p", Name = "a/b", Size = 1 }); });
        Assert.ThrowsAny<ArgumentException>(() => { _ = client.CreateTaskAsync(Task with { App = "app" }); });

        Assert.Empty(_stub.Requests);
    }

    private static HttpResponseMessage Dated(HttpResponseMessage answer, DateTimeOffset date)
    {
        answer.Headers.Date = date;
        return answer;
    }
}
