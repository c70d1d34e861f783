using SageTasks.Http;
using SageTasks.Runs;
using SageTasks.Tower.Tests.Stubs;

namespace SageTasks.Tower.Tests.Defects;

/// <summary>Where other tools lose rows, loop or trip while they read, each named after the defect, and passed here.</summary>
public sealed class DefectsOfListsTests : IDisposable
{
    private static readonly SubmissionKey Key = SubmissionKey.Parse("abcdefghijklmnopqrstuvwxyz");

    private readonly StubTower _tower = new();

    public void Dispose() => _tower.Dispose();

    [Fact]
    public async Task Py_orca_loops_for_ever_where_the_server_counts_more_than_it_shows()
    {
        _tower.On("GET", "/labels", """{"labels":[{"id":1,"name":"a"},{"id":2,"name":"b"}],"totalSize":500}""")
            .On("GET", "/pipelines", """{"pipelines":[{"pipelineId":1,"name":"a"},{"pipelineId":2,"name":"b"}],"totalSize":500}""")
            .On("GET", "/datasets", """{"datasets":[{"id":"1","name":"a"},{"id":"2","name":"b"}],"totalSize":500}""")
            .On("GET", "/workflow/w/tasks", """{"tasks":[{"task":{"taskId":1}},{"task":{"taskId":2}}],"total":500}""");
        var client = _tower.Client();

        await EndsAsync(client.ListLabelsAsync());
        await EndsAsync(client.ListPipelinesAsync());
        await EndsAsync(client.ListDatasetsAsync());
        await EndsAsync(client.ListTasksAsync("w"));

        Assert.InRange(_tower.Requests.Count, 4, 60);
    }

    [Fact]
    public async Task Py_orca_throws_when_the_count_changes_between_two_pages()
    {
        _tower.On("GET", "/labels", request =>
        {
            var offset = int.Parse(request.Query["offset"]!);
            var rows = Enumerable.Range(offset, Math.Clamp(130 - offset, 0, 100)).Select(id => $$"""{"id":{{id}},"name":"l{{id}}"}""");
            return StubTower.Json($$"""{"labels":[{{string.Join(',', rows)}}],"totalSize":{{(offset == 0 ? 120 : 130)}} }""");
        });

        Assert.Equal(130, await _tower.Client().ListLabelsAsync().CountAsync());
    }

    [Fact]
    public async Task Py_orca_fails_on_a_run_that_has_no_time_of_submission()
    {
        _tower.On("GET", "/workflow", $$"""
            {"workflows":[{"workflow":{"id":"w1","submit":null,"runName":"a-{{Key}}-2a2b2c2d"} },{"workflow":{"id":"w2","runName":"a-{{Key}}-a2"} }],"totalSize":2,"hasMore":false}
            """);

        var found = await new TowerRuns(_tower.Client()).FindAsync([Key]);

        Assert.Equal(["w1", "w2"], found.Runs.Select(run => run.Id).Order(StringComparer.Ordinal));
        Assert.All(found.Runs, run => Assert.Null(run.CreatedAt));
    }

    [Fact]
    public async Task Py_orca_demands_fields_of_a_task_that_the_server_leaves_out()
    {
        _tower.On("GET", "/workflow/w/tasks", """{"tasks":[{"task":{"taskId":7}},{"task":{"taskId":8,"cost":null,"submit":"2026-07-01T10:00:00.123456Z","status":"DREAMING"}}],"total":2}""");

        var tasks = await _tower.Client().ListTasksAsync("w").ToListAsync();

        Assert.Equal([7L, 8L], tasks.Select(task => task.TaskId));
        Assert.Equal("DREAMING", tasks[1].Status!.Value.Value);
    }

    [Theory]
    [InlineData("https://tower.example.org/api")]
    [InlineData("https://tower.example.org/api/")]
    public async Task Py_orca_asks_addresses_with_two_slashes(string endpoint)
    {
        _tower.On("GET", "/api/user-info", """{"user":{"id":1}}""");

        Assert.Equal(1, (await _tower.Client(options => options.Endpoint = new Uri(endpoint)).GetUserInfoAsync()).User.Id);
    }

    [Fact]
    public async Task Several_attributes_go_as_one_list_with_commas()
    {
        _tower.On("GET", "/pipelines", """{"pipelines":[],"totalSize":0}""");

        await _tower.Client().ListPipelinesPageAsync(new PipelineQuery { WithDetails = true });

        Assert.StartsWith("?attributes=labels,computeEnv&", _tower.Requests[0].RawQuery, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_published_API_says_that_parameters_are_objects_and_they_are_anything()
    {
        _tower.On("GET", "/workflow/w", """{"workflow":{"id":"w","params":{"text":"x","number":1.5,"flag":true,"list":[1,null],"nothing":null}}}""");

        var run = (await _tower.Client().GetRunAsync("w")).Workflow;

        Assert.Equal(1.5, run.Params!.Value.GetProperty("number").GetDouble());
        Assert.Equal(2, run.Params.Value.GetProperty("list").GetArrayLength());
    }

    // It may end or fail loudly; it must not go on.
    private static async Task EndsAsync<T>(IAsyncEnumerable<T> list)
    {
        var ended = await Record.ExceptionAsync(async () => Assert.Equal(2, await list.CountAsync()));

        Assert.True(ended is null or PagingException, $"{ended}");
    }
}
