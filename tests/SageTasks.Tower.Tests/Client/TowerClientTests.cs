using System.Net;
using SageTasks.Http;
using SageTasks.Tower.Tests.Stubs;

namespace SageTasks.Tower.Tests.Client;

public sealed class TowerClientTests : IDisposable
{
    private readonly StubTower _tower = new();

    public void Dispose() => _tower.Dispose();

    [Fact]
    public async Task A_workspace_is_found_by_its_name_whatever_its_case_and_looked_up_once()
    {
        _tower.On("GET", "/user-info", """{"user":{"id":42,"userName":"ada","new":1},"needConsent":false,"defaultWorkspaceId":null}""")
            .On("GET", "/user/42/workspaces", """
                {"orgsAndWorkspaces":[{"orgId":1,"orgName":"Sage","workspaceId":null,"workspaceName":null,"roles":null},
                {"orgId":1,"orgName":"Sage","workspaceId":55,"workspaceName":"genomics","roles":["launch"],"visibility":"PRIVATE"}]}
                """)
            .On("GET", "/compute-envs", """{"computeEnvs":null}""");
        var client = _tower.Client(options => (options.WorkspaceId, options.Workspace) = (null, "SAGE/Genomics"));

        await client.ListComputeEnvsAsync();
        await client.ListComputeEnvsAsync();

        Assert.Equal("55", _tower.Requests[^1].Query["workspaceId"]);
        Assert.Single(_tower.Sent("GET", "/user/42/workspaces"));
    }

    [Fact]
    public async Task An_unknown_workspace_is_an_error_that_lists_near_ones()
    {
        _tower.On("GET", "/user-info", """{"user":{"id":42}}""").On("GET", "/user/42/workspaces", """
            {"orgsAndWorkspaces":[{"orgName":"Sage","workspaceId":1,"workspaceName":"genomics"},{"orgName":"Sage","workspaceId":2,"workspaceName":"imaging"}]}
            """);
        var client = _tower.Client(options => (options.WorkspaceId, options.Workspace) = (null, "Sage/genomic"));

        var unknown = await Assert.ThrowsAsync<NotFoundException>(() => client.ListComputeEnvsAsync());

        Assert.Contains("Sage/genomic", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("Near ones: Sage/genomics, Sage/imaging", unknown.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => client.FindWorkspaceAsync("genomics"));
    }

    [Fact]
    public async Task The_primary_compute_environment_is_found_by_reading_the_list_and_an_unknown_one_lists_near_names()
    {
        _tower.On("GET", "/compute-envs", """
            {"computeEnvs":[{"id":"a1","name":"spot","primary":null,"status":"AVAILABLE"},{"id":"b2","name":"on-demand","primary":true,"status":"HIBERNATING"}]}
            """);
        var client = _tower.Client();

        Assert.Equal("b2", (await client.GetPrimaryComputeEnvAsync()).Id);
        Assert.Equal("HIBERNATING", (await client.FindComputeEnvAsync("on-demand")).Status?.Value);
        Assert.Equal("a1", (await client.FindComputeEnvAsync("a1")).Id);
        var unknown = await Assert.ThrowsAsync<NotFoundException>(() => client.FindComputeEnvAsync("on-demnd"));
        Assert.Contains("Near ones: on-demand, spot", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_launch_leaves_out_what_is_null()
    {
        _tower.On("POST", "/workflow/launch", """{"workflowId":"5rnd"}""");

        var id = await _tower.Client().LaunchAsync(new WorkflowLaunchRequest
        {
            Pipeline = "https://github.com/nextflow-io/hello",
            ConfigProfiles = ["docker"],
            SyntaxParser = NextflowSyntaxParser.V2,
            HeadJobCpus = 2,
        });

        Assert.Equal("5rnd", id);
        var sent = Assert.Single(_tower.Requests);
        Assert.Equal("7", sent.Query["workspaceId"]);
        Assert.Equal("eyJ-test", sent.Token);
        Assert.Equal(
            """{"launch":{"pipeline":"https://github.com/nextflow-io/hello","headJobCpus":2,"syntaxParser":"v2","configProfiles":["docker"]}}""", sent.Body);
    }

    [Fact]
    public async Task A_launch_that_the_rate_limiter_refused_is_sent_again()
    {
        var answers = 0;
        _tower.On("POST", "/workflow/launch", _ =>
        {
            if (++answers > 2)
            {
                return StubTower.Json("""{"workflowId":"5rnd"}""");
            }

            var refused = StubTower.Json("""{"message":"Maximum request rate exceeded. Wait 0secs before issuing a new request"}""", HttpStatusCode.TooManyRequests);
            refused.Headers.Add("Retry-After", "0");
            return refused;
        });

        Assert.Equal("5rnd", await _tower.Client().LaunchAsync(new WorkflowLaunchRequest()));
        Assert.Equal(3, _tower.Requests.Count);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.GatewayTimeout)]
    [InlineData(HttpStatusCode.RequestTimeout)]
    public async Task A_launch_with_an_unclear_outcome_is_sent_once_and_said_to_be_unknown(HttpStatusCode status)
    {
        _tower.On("POST", "/workflow/launch", status, """{"message":"oops"}""");

        await Assert.ThrowsAsync<SubmissionUnknownException>(() => _tower.Client().LaunchAsync(new WorkflowLaunchRequest()));
        Assert.Single(_tower.Requests);
    }

    [Theory]
    [InlineData("""{"workflowId":null}""")]
    [InlineData("""{}""")]
    [InlineData("""<html>""")]
    [InlineData("")]
    public async Task A_launch_whose_answer_names_no_run_is_unknown(string body)
    {
        _tower.On("POST", "/workflow/launch", body);

        await Assert.ThrowsAsync<SubmissionUnknownException>(() => _tower.Client().LaunchAsync(new WorkflowLaunchRequest()));
        Assert.Single(_tower.Requests);
    }

    [Fact]
    public async Task Every_reason_of_a_refused_launch_is_in_the_message()
    {
        _tower.On("POST", "/workflow/launch", HttpStatusCode.BadRequest, """
            {"message":"Launch validation failed","errors":[{"code":"COMPUTE_ENV_INVALID","message":"CE is gone"},{"code":"LABEL","message":"No such label"}]}
            """);

        var refused = await Assert.ThrowsAsync<InvalidRequestException>(() => _tower.Client().LaunchAsync(new WorkflowLaunchRequest()));

        Assert.Equal("COMPUTE_ENV_INVALID", refused.Error.Code);
        Assert.Equal(["COMPUTE_ENV_INVALID: CE is gone", "LABEL: No such label"], refused.Error.Details);
        Assert.Contains("Launch validation failed", refused.Message, StringComparison.Ordinal);
        Assert.Contains("No such label", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_403_says_that_an_unknown_id_looks_like_this_too()
    {
        _tower.On("GET", "/workflow/nope", HttpStatusCode.Forbidden);

        var denied = await Assert.ThrowsAsync<AccessDeniedException>(() => _tower.Client().GetRunAsync("nope"));

        Assert.Contains("unknown id", denied.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ-test", denied.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_error_shape_of_the_GA4GH_part_is_read_too()
    {
        _tower.On("GET", "/workflow/x", HttpStatusCode.BadRequest, """{"msg":"bad run id","status_code":400}""");

        var refused = await Assert.ThrowsAsync<InvalidRequestException>(() => _tower.Client().GetRunAsync("x"));

        Assert.Equal("bad run id", refused.Error.Reason);
        Assert.Equal("400", refused.Error.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/../admin")]
    [InlineData("https://cloud.seqera.io/orgs/Sage/workspaces/genomics/watch/1a")]
    public async Task An_id_that_would_leave_its_place_is_named_before_anything_is_sent(string id)
    {
        var client = _tower.Client();
        Func<Task>[] calls =
        [
            () => client.GetRunAsync(id), () => client.GetRunLaunchAsync(id), () => client.CancelRunAsync(id), () => client.DeleteRunAsync(id), () => client.GetProgressAsync(id),
            () => client.ListTasksPageAsync(id), () => client.GetLogAsync(id), () => client.OpenRunFileAsync(id, "nf.log"), () => client.GetComputeEnvAsync(id),
            () => client.GetLaunchAsync(id), () => client.GetDatasetAsync(id), () => client.ListDatasetVersionsAsync(id), () => client.DeleteDatasetAsync(id), () => client.GetActionAsync(id),
            () => client.BrowseDataLinkPageAsync(id),
        ];

        foreach (var call in calls)
        {
            var refused = await Assert.ThrowsAsync<ArgumentException>(call);
            Assert.Contains($"Id is '{id}'", refused.Message, StringComparison.Ordinal);
        }

        Assert.Empty(_tower.Requests);
    }

    [Fact]
    public async Task A_pipeline_without_a_schema_has_none()
    {
        _tower.On("GET", "/pipelines/9/schema", HttpStatusCode.NoContent);

        Assert.Null(await _tower.Client().GetPipelineSchemaAsync(9));
    }

    [Fact]
    public async Task A_page_longer_than_the_server_allows_is_refused_before_anything_is_sent()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _tower.Client().ListRunsPageAsync(max: 101));
        Assert.Empty(_tower.Requests);
    }

    [Theory]
    [InlineData(HttpStatusCode.NoContent, RunNameCheck.Free)]
    [InlineData(HttpStatusCode.Conflict, RunNameCheck.Taken)]
    [InlineData(HttpStatusCode.BadRequest, RunNameCheck.Malformed)]
    public async Task A_run_name_is_free_taken_or_malformed(HttpStatusCode status, RunNameCheck expected)
    {
        _tower.On("GET", "/workflow/validate", status);

        Assert.Equal(expected, await _tower.Client().CheckRunNameAsync("my-run", "session"));
        Assert.Equal("session", _tower.Requests[0].Query["sessionId"]);
    }

    [Fact]
    public async Task A_run_that_was_just_submitted_is_read_although_most_of_it_is_null()
    {
        _tower.On("GET", "/workflow", """
            {"workflows":[{"workflow":{"id":"1a","commandLine":"nextflow run","submit":"2026-07-01T10:00:00Z","runName":"x","status":null,"params":null},
            "progress":null,"labels":null,"starred":false}],"totalSize":1,"hasMore":false}
            """);

        var run = Assert.Single((await _tower.Client().ListRunsPageAsync()).Workflows);

        Assert.Equal("1a", run.Workflow.Id);
        Assert.Null(run.Workflow.Status);
        Assert.Empty(run.Labels);
    }

    [Fact]
    public async Task A_task_of_an_older_server_with_a_textual_exit_code_is_read()
    {
        _tower.On("GET", "/workflow/w/tasks", """
            {"tasks":[{"task":{"taskId":1,"status":"COMPLETED","exit":"0"}},{"task":{"taskId":2,"status":"FAILED","exit":137,"hash":"ab/cdef"}}],"total":2}
            """);

        var tasks = await _tower.Client().ListTasksAsync("w").ToListAsync();

        Assert.Equal(["0", "137"], tasks.Select(task => task.Exit));
    }

    [Fact]
    public async Task A_log_is_read_through_all_its_pages()
    {
        _tower.On("GET", "/workflow/w/log", request => StubTower.Json(request.Query["next"] switch
        {
            null => """{"log":{"entries":["one","two"],"truncated":true,"forwardToken":"f/2"}}""",
            "f/2" => """{"log":{"entries":["three"],"forwardToken":"f/3"}}""",
            _ => """{"log":{"entries":[],"forwardToken":"f/3"}}""",
        }));

        Assert.Equal(["one", "two", "three"], await _tower.Client().ReadLogAsync("w").ToListAsync());
    }

    [Fact]
    public async Task Data_links_are_waited_for_while_the_server_fills_its_cache()
    {
        var looks = 0;
        _tower.On("GET", "/data-links", _ => ++looks == 1
            ? StubTower.Json("", HttpStatusCode.Accepted)
            : StubTower.Json("""{"dataLinks":[{"id":"d1","name":"reads","credentials":null}],"totalSize":1}"""));

        var link = Assert.Single(await _tower.Client().ListDataLinksAsync().ToListAsync());

        Assert.Equal("d1", link.Id);
        Assert.Equal(2, looks);
    }

    [Fact]
    public async Task A_secret_value_is_sent_and_never_shown()
    {
        _tower.On("POST", "/pipeline-secrets", HttpStatusCode.BadRequest, """{"message":"bad name"}""");

        var refused = await Assert.ThrowsAsync<InvalidRequestException>(() => _tower.Client().CreateSecretAsync("SYNAPSE_AUTH_TOKEN", "hunter2-value"));

        Assert.Contains("hunter2-value", _tower.Requests[0].Body, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2-value", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_a_run_streams_to_the_caller()
    {
        _tower.On("GET", "/workflow/w/download", _ => new HttpResponseMessage { Content = new StringContent("N E X T F L O W") });

        await using var file = await _tower.Client().OpenRunFileAsync("w", "nf-w.log");
        using var reader = new StreamReader(file);

        Assert.Equal("N E X T F L O W", await reader.ReadToEndAsync());
        Assert.Equal("nf-w.log", _tower.Requests[0].Query["fileName"]);
    }

    [Fact]
    public async Task Older_servers_have_their_datasets_below_the_workspace()
    {
        _tower.On("GET", "/workspaces/7/datasets", """{"datasets":[{"id":"b","name":"b"},{"id":"a","name":"a-cohort"}]}""")
            .On("GET", "/workspaces/7/datasets/a/versions", """{"versions":[{"version":1,"fileName":"x.csv"}]}""");
        var client = _tower.Client(options => options.OlderDatasets = true);

        Assert.Equal(["a"], await client.ListDatasetsAsync("cohort").Select(dataset => dataset.Id).ToListAsync());
        Assert.Equal("x.csv", Assert.Single(await client.ListDatasetVersionsAsync("a")).FileName);
    }

    [Fact]
    public async Task Another_workspace_is_another_client_with_the_same_connections()
    {
        _tower.On("GET", "/compute-envs", """{"computeEnvs":[]}""");
        var client = _tower.Client();

        await client.InWorkspace(8).ListComputeEnvsAsync();
        await client.InWorkspace(null).ListComputeEnvsAsync();

        Assert.Equal(["8", null], _tower.Requests.Select(request => request.Query["workspaceId"]));
    }
}
