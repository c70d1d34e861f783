using SageTasks.Http;
using SageTasks.Testing;
using SageTasks.Wes.Tests.Local;
using SageTasks.Wes.Tests.Stubs;

namespace SageTasks.Wes.Tests.Client;

/// <summary>What servers answer in forms of their own.</summary>
public sealed class WesClientTests
{
    private static readonly WesRunRequest Request = new() { WorkflowUrl = "https://workflows.example.org/main.cwl", WorkflowType = "CWL", WorkflowTypeVersion = "v1.2" };

    [Theory]
    [InlineData("""{"runs":[{"run_id":"a","state":"RUNNING"}],"next_page_token":""}""")]
    [InlineData("""{"workflows":[{"run_id":"a","state":"RUNNING"}],"next_page_token":null}""")]
    [InlineData("""{"runs":[{"run_id":"a","state":"RUNNING","tags":null,"end_time":""}],"total_runs":1}""")]
    public async Task A_list_has_either_name_and_any_end(string answer)
    {
        var client = StubWes.Client(new StubWes().On("GET", "/runs", answer));

        var run = Assert.Single(await client.ListRunsAsync().ToListAsync());

        Assert.Equal(("a", WesState.Running), (run.RunId, run.State));
        Assert.Null(run.Tags);
    }

    [Fact]
    public async Task A_list_goes_on_behind_a_page_that_is_empty_and_fails_on_a_token_that_comes_twice()
    {
        var stub = new StubWes()
            .On("GET", "/runs?page_size=100", """{"runs":[{"run_id":"a"}],"next_page_token":"p2"}""")
            .On("GET", "/runs?page_size=100&page_token=p2", """{"runs":[],"next_page_token":"p3"}""")
            .On("GET", "/runs?page_size=100&page_token=p3", """{"runs":[{"run_id":"b"}],"next_page_token":""}""");
        Assert.Equal(["a", "b"], await StubWes.Client(stub).ListRunsAsync().Select(run => run.RunId).ToListAsync());

        stub.On("GET", "/runs?page_size=100&page_token=p3", """{"runs":[{"run_id":"b"}],"next_page_token":"p2"}""");
        await Assert.ThrowsAsync<PagingException>(async () => await StubWes.Client(stub).ListRunsAsync().CountAsync());
    }

    [Fact]
    public async Task Times_without_a_zone_are_UTC_and_unknown_states_are_carried()
    {
        var client = StubWes.Client(new StubWes().On("GET", "/runs/a", """
            {"run_id":"a","state":"RESURRECTED","run_log":{"start_time":"2026-11-22T10:00:00Z","end_time":"2026-11-22T11:00:00","exit_code":"3","cmd":"sh main.sh","system_logs":null},
             "request":{"workflow_params":"{\"n\":1}","tags":{"n":1,"t":true}},"outputs":null,"task_logs":null,"task_logs_url":null}
            """));

        var run = await client.GetRunAsync("a");

        Assert.Equal("RESURRECTED", run.State!.Value.Value);
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 11, 0, 0, TimeSpan.Zero), run.RunLog!.EndTime);
        Assert.Equal(3, run.RunLog.ExitCode);
        Assert.Equal(["sh main.sh"], run.RunLog.Cmd);
        Assert.Empty(run.RunLog.SystemLogs);
        Assert.Equal("1", run.Request!.Tags!["n"]);
        Assert.Equal("True", run.Request.Tags["t"], ignoreCase: true);
        Assert.Empty(run.TaskLogs);
    }

    [Fact]
    public async Task Service_info_has_versions_as_text_or_objects_and_parameters_by_engine_or_not()
    {
        var older = await StubWes.Client(new StubWes().On("GET", "/service-info", """
            {"workflow_type_versions":{"CWL":{"workflow_type_version":["v1.0","v1.2"]},"WDL":["1.0"]},"workflow_engine_versions":{"cwltool":"3.1"},
             "supported_wes_versions":"1.0.0","default_workflow_engine_parameters":{"cwltool":[{"name":"--debug","type":"bool","default_value":false}]},
             "system_state_counts":{"RUNNING":"2","COMPLETE":3},"tags":null,"createdAt":"2026-01-01"}
            """)).GetServiceInfoAsync();

        Assert.Equal(["v1.0", "v1.2"], older.WorkflowTypeVersions["CWL"]);
        Assert.Equal(["1.0"], older.WorkflowTypeVersions["WDL"]);
        Assert.Equal(["3.1"], older.WorkflowEngineVersions["cwltool"]);
        Assert.Equal(["1.0.0"], older.SupportedWesVersions);
        Assert.Equal(new WesEngineParameter { Engine = "cwltool", Name = "--debug", Type = "bool", DefaultValue = "False" }, Assert.Single(older.DefaultWorkflowEngineParameters) with { DefaultValue = "False" });
        Assert.Equal(2, older.SystemStateCounts["RUNNING"]);
        Assert.Equal(2026, older.CreatedAt!.Value.Year);
    }

    [Theory]
    [InlineData("""{"msg":"no such run","status_code":404}""", "application/json")]
    [InlineData("""{"detail":"no such run"}""", "application/json")]
    [InlineData("no such run", "text/plain")]
    public async Task Errors_say_what_the_server_says(string body, string type)
    {
        var client = StubWes.Client(new StubWes().On("GET", "/runs/a", body, 404, type));

        var missing = await Assert.ThrowsAsync<NotFoundException>(() => client.GetRunAsync("a"));

        Assert.Contains("no such run", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_findings_is_told_whole()
    {
        var body = """{"detail":[{"loc":["body","workflow_url"],"msg":"field required"},"and more"]}""";
        var client = StubWes.Client(new StubWes().On("POST", "/runs", body, 422));

        var refused = await Assert.ThrowsAsync<InvalidRequestException>(() => client.RunWorkflowAsync(Request));

        Assert.Equal(["body.workflow_url: field required", "and more"], refused.Error.Details);
    }

    [Theory]
    [InlineData(500, """{"detail":"submission to the back end failed"}""")]
    [InlineData(200, "{}")]
    [InlineData(200, "<html>a proxy</html>")]
    public async Task A_run_request_without_a_sure_answer_is_sent_once_and_unknown(int status, string body)
    {
        var stub = new StubWes().On("POST", "/runs", body, status);

        await Assert.ThrowsAsync<SubmissionUnknownException>(() => StubWes.Client(stub).RunWorkflowAsync(Request));

        Assert.Equal(["POST /runs"], stub.Asked);
    }

    [Fact]
    public async Task An_attached_file_that_is_missing_is_told_before_anything_is_sent()
    {
        var stub = new StubWes();

        await Assert.ThrowsAnyAsync<IOException>(() => StubWes.Client(stub).RunWorkflowAsync(Request with { Attachments = [WesAttachment.FromFile("/nowhere/a.cwl")] }));

        Assert.Empty(stub.Asked);
    }

    [Theory]
    [InlineData(LocalWesPersonality.Spec)]
    [InlineData(LocalWesPersonality.Wes10)]
    [InlineData(LocalWesPersonality.Sapporo)]
    [InlineData(LocalWesPersonality.Ngs360)]
    [InlineData(LocalWesPersonality.Toil)]
    [InlineData(LocalWesPersonality.DnaStack)]
    public async Task Logs_outputs_tasks_and_filters_read_alike_on_every_server(LocalWesPersonality personality)
    {
        await using var wes = await LocalWes.StartAsync(new LocalWesOptions { Personality = personality });
        var client = wes.Connect();
        var id = await client.RunWorkflowAsync(Script("echo hello; echo careful >&2; echo 1 > one.txt", "wanted"));
        var other = await client.RunWorkflowAsync(Script("exit 3", "other"));
        var run = await EndAsync(client, id);
        await EndAsync(client, other);

        Assert.Equal(WesState.Complete, run.State);
        Assert.Equal("hello\n", await client.ReadLogAsync(id, run.RunLog!.Stdout));
        Assert.Equal("careful\n", await client.ReadLogAsync(id, run.RunLog.Stderr));
        Assert.NotNull(run.RunLog.EndTime);
        var output = Assert.Single(await new WesTasks(client).ReadOutputsAsync(id));
        Assert.Equal("one.txt", output.Name);
        await using (var content = await client.OpenAsync(id, output.Address))
        {
            Assert.Equal('1', content.ReadByte());
        }

        var task = Assert.Single(await client.ListTasksAsync(id).ToListAsync());
        Assert.Equal("1", task.Id);
        Assert.Equal(0, (await client.GetTaskAsync(id, "1")).ExitCode);
        await Assert.ThrowsAsync<NotFoundException>(() => client.GetTaskAsync(id, "99"));
        Assert.Equal(id, Assert.Single(await client.ListRunsAsync(new WesRunQuery { Tags = new Dictionary<string, string> { ["which"] = "wanted" } }).ToListAsync()).RunId);
        Assert.Equal(WesState.ExecutorError, (await client.GetRunStatusAsync(other)).State);
        await client.CancelRunAsync(other);
        Assert.Equal(2, await client.ListRunsAsync(new WesRunQuery { PageSize = 1 }).CountAsync());
    }

    [Theory]
    [InlineData("http://127.0.0.1:8006/secret")]
    [InlineData("https://169.254.169.254/latest/meta-data/")]
    public async Task A_server_elsewhere_leads_to_this_machine_only_where_that_is_allowed(string address)
    {
        var stub = new StubWes().On("GET", address, "secret", type: "text/plain");

        var refused = await Assert.ThrowsAsync<NotSupportedException>(() => StubWes.Client(stub).ReadLogAsync("r", address));
        Assert.Empty(stub.Asked);

        Assert.Contains("AllowLocalTargets", refused.Message, StringComparison.Ordinal);
        Assert.Equal("secret", await StubWes.Client(stub, options => options.Http.AllowLocalTargets = true).ReadLogAsync("r", address));
    }

    [Fact]
    public async Task A_row_that_shows_an_empty_map_of_tags_is_read_before_it_is_left_out()
    {
        var stub = new StubWes()
            .On("GET", "/runs", """{"runs":[{"run_id":"a","tags":{}},{"run_id":"b","tags":{"project":"y"}}]}""")
            .On("GET", "/runs/a", """{"run_id":"a","request":{"tags":{"project":"x"}}}""");
        var query = new WesRunQuery { Tags = new Dictionary<string, string> { ["project"] = "x" } };

        var found = await StubWes.Client(stub, options => options.TagFilter = WesTagFilter.None).ListRunsAsync(query).ToListAsync();

        Assert.Equal("a", Assert.Single(found).RunId);
    }

    [Fact]
    public async Task Credentials_go_to_the_servers_own_host_and_nowhere_else()
    {
        var stub = new StubWes().On("GET", "/logs/a", "own", type: "text/plain").On("GET", "https://elsewhere.example.org/log", "foreign", type: "text/plain");
        var client = StubWes.Client(stub);

        Assert.Equal("own", await client.ReadLogAsync("r", "../../v1/logs/a"));
        Assert.Equal("foreign", await client.ReadLogAsync("r", "https://elsewhere.example.org/log"));

        Assert.Equal(["Bearer top-secret-token", null], stub.Sent.Select(sent => sent.Authorization));
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("line one\nline two", "line one\nline two")]
    [InlineData("/bin/sh: not found", "/bin/sh: not found")]
    public async Task A_log_that_is_no_address_is_its_own_text(string? log, string text) =>
        Assert.Equal(text, await StubWes.Client(new StubWes()).ReadLogAsync("r", log));

    [Fact]
    public async Task A_log_in_a_store_is_not_asked_for_over_HTTP() =>
        await Assert.ThrowsAsync<NotSupportedException>(() => StubWes.Client(new StubWes()).ReadLogAsync("r", "s3://bucket/stdout"));

    [Fact]
    public async Task A_filter_is_not_asked_of_a_server_that_has_none()
    {
        var client = StubWes.Client(new StubWes().On("GET", "/service-info", """{"name":"a server"}"""));

        await Assert.ThrowsAsync<NotSupportedException>(() => client.ListRunsPageAsync(tags: new Dictionary<string, string> { ["a"] = "b" }));
        Assert.Equal(WesTagFilter.Tag, await StubWes.Client(new StubWes(), options => options.TagFilter = WesTagFilter.Tag).GetTagFilterAsync());
    }

    private static WesRunRequest Script(string text, string which) => new()
    {
        WorkflowUrl = "main.sh",
        WorkflowType = "SHELL",
        WorkflowTypeVersion = "1.0",
        WorkflowEngine = "sh",
        Attachments = [WesAttachment.FromText("main.sh", text)],
        Tags = new Dictionary<string, string> { ["ProjectId"] = "p", ["which"] = which },
    };

    private static async Task<WesRun> EndAsync(WesClient client, string id)
    {
        for (var attempt = 0; attempt < 3000; attempt++)
        {
            if ((await client.GetRunStatusAsync(id)).State is { Value: "COMPLETE" or "EXECUTOR_ERROR" or "SYSTEM_ERROR" })
            {
                return await client.GetRunAsync(id);
            }

            await Task.Delay(10);
        }

        throw new TimeoutException($"Run {id} did not end within 30 seconds.");
    }
}
