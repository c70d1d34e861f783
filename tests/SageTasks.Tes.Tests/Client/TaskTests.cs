using System.Net;
using SageTasks.Http;
using SageTasks.Tes.Tests.Stubs;

namespace SageTasks.Tes.Tests.Client;

/// <summary>Creating, reading and cancelling tasks, and what servers answer instead of what they should.</summary>
public sealed class TaskTests
{
    private const string Tasks = "/ga4gh/tes/v1/tasks";

    [Fact]
    public async Task A_task_is_sent_without_nulls_empties_and_what_the_server_sets_and_with_its_types()
    {
        var server = StubTes.Standard().On("POST", Tasks, """{"id":"t1"}""");

        var id = await server.Client().CreateTaskAsync(Samples.Task with
        {
            Id = "mine",
            State = TesState.Complete,
            CreationTime = DateTimeOffset.UnixEpoch,
            Logs = [new TesTaskLog()],
            Resources = new TesResources { CpuCores = 2, RamGb = 0.5 },
        });

        Assert.Equal("t1", id);
        Assert.Equal(
            """
            {"name":"count","inputs":[{"url":"s3://bucket/a.txt","path":"/in/a.txt","type":"FILE"}],
            "outputs":[{"url":"s3://bucket/n.txt","path":"/out/n.txt","type":"FILE"}],"resources":{"cpu_cores":2,"ram_gb":0.5},
            "executors":[{"image":"debian","command":["wc","-l","/in/a.txt"],"stdout":"/out/n.txt"}],"tags":{"study":"a"}}
            """.ReplaceLineEndings(""),
            Assert.Single(server.Sent("POST", Tasks)).Body);
    }

    [Fact]
    public async Task A_task_that_Funnel_has_shown_is_sent_again_without_its_blanks()
    {
        var shown = Samples.AsFunnelShows("""[{"name":"","description":"","url":"s3://bucket/a.txt","path":"/in/a.txt","type":"FILE","content":"","streamable":false}]""");
        var server = StubTes.Standard().On("POST", Tasks, """{"id":"t1"}""").On("GET", $"{Tasks}/t0", shown).On("GET", Tasks, $$"""{"tasks":[{{shown}}]}""");
        var client = server.Client();

        await client.CreateTaskAsync(await client.GetTaskAsync("t0"));
        await client.CreateTaskAsync((await client.GetTasksPageAsync()).Tasks[0]);
        var prepared = await new TesRuns(client).PrepareAsync(await client.GetTaskAsync("t0"));

        Assert.All(server.Sent("POST", Tasks), sent => Assert.Equal(
            """{"inputs":[{"url":"s3://bucket/a.txt","path":"/in/a.txt","type":"FILE"}],"outputs":[{"url":"s3://bucket/n.txt","path":"/out/n.txt","type":"FILE"}],"resources":{"preemptible":false},"executors":[{"image":"debian","command":["true"]}]}""",
            sent.Body));
        Assert.Null(prepared.Request.Executors[0].Workdir);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError, "")]
    [InlineData(HttpStatusCode.TooManyRequests, "")]
    [InlineData(HttpStatusCode.GatewayTimeout, "")]
    [InlineData(HttpStatusCode.OK, "")]
    [InlineData(HttpStatusCode.OK, "{}")]
    [InlineData(HttpStatusCode.OK, "<html></html>")]
    public async Task An_unclear_answer_to_a_creation_is_never_repeated(HttpStatusCode status, string body)
    {
        var server = StubTes.Standard().On("POST", Tasks, status, body);

        await Assert.ThrowsAsync<SubmissionUnknownException>(() => server.Client().CreateTaskAsync(Samples.Task));

        Assert.Single(server.Requests, request => request.Method == "POST");
    }

    [Theory]
    [InlineData("text/plain", "Input url is not valid", "Input url is not valid")]
    [InlineData("application/json", """{"error":"invalid task: executors","code":3}""", "invalid task: executors")]
    [InlineData("application/json", """{"errors":{"executors":{"0":{"image":["Missing data"]}}}}""", "executors: 0: image: Missing data")]
    [InlineData("application/json", """{"title":"One or more validation errors occurred.","errors":{"$.cpu":["not an integer"]}}""", "$.cpu: not an integer")]
    [InlineData("application/json", """{"message":"no such view","code":"400"}""", "no such view")]
    [InlineData("application/json", """{"timestamp":"2024-01-01","status":400,"error":"Bad Request","messages":["executors: must not be null"],"path":"/tasks"}""", "executors: must not be null")]
    [InlineData("application/json", """{"timestamp":"2024-01-01","status":400,"error":"Bad Request","messages":["one","two"],"path":"/tasks"}""", "two")]
    [InlineData("application/json", "\"Unsupported backend parameter\"", "Unsupported backend parameter")]
    public async Task The_reason_of_a_refusal_reaches_the_user_in_every_form(string type, string body, string reason)
    {
        var server = StubTes.Standard().On("POST", Tasks, HttpStatusCode.BadRequest, body, type);

        var refused = await Assert.ThrowsAsync<InvalidRequestException>(() => server.Client().CreateTaskAsync(Samples.Task));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Equal(400, refused.Error.Status);
    }

    [Fact]
    public async Task A_refusal_as_422_is_a_refusal()
    {
        var server = StubTes.Standard().On("POST", Tasks, HttpStatusCode.UnprocessableEntity, """{"errors":{"resources":["Missing data for required field."]}}""");

        var refused = await Assert.ThrowsAsync<InvalidRequestException>(() => server.Client().CreateTaskAsync(Samples.Task));

        Assert.Contains("resources: Missing data", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_that_breaks_a_rule_is_not_sent()
    {
        var server = StubTes.Standard();

        await Assert.ThrowsAsync<TaskRefusedException>(() => server.Client().CreateTaskAsync(new TesTask()));

        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "application/json", """{"error":"task not found: taskID: t1"}""")]
    [InlineData(HttpStatusCode.NotFound, "text/plain", "not found")]
    [InlineData(HttpStatusCode.BadRequest, "text/plain", "Invalid ID")]
    public async Task An_unknown_id_is_not_found_whatever_the_server_calls_it(HttpStatusCode status, string type, string body)
    {
        var server = StubTes.Standard().On("GET", $"{Tasks}/t1", status, body, type);

        await Assert.ThrowsAsync<NotFoundException>(() => server.Client().GetTaskAsync("t1"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("\"{}\"")]
    [InlineData("""{"message":"Task is already in COMPLETE state, cannot cancel"}""")]
    public async Task Every_answer_to_a_cancellation_will_do(string answer)
    {
        var server = StubTes.Standard().On("POST", $"{Tasks}/t1:cancel", HttpStatusCode.OK, answer);

        await server.Client().CancelTaskAsync("t1");

        Assert.Equal(string.Empty, Assert.Single(server.Sent("POST", $"{Tasks}/t1:cancel")).Body);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, "COMPLETE")]
    [InlineData(HttpStatusCode.InternalServerError, "EXECUTOR_ERROR")]
    [InlineData(HttpStatusCode.Conflict, "CANCELED")]
    [InlineData(HttpStatusCode.Conflict, "CANCELING")]
    [InlineData(HttpStatusCode.BadRequest, "PREEMPTED")]
    public async Task Cancelling_what_has_ended_is_no_error(HttpStatusCode status, string state)
    {
        var server = StubTes.Standard().On("POST", $"{Tasks}/t1:cancel", status, "{}").On("GET", $"{Tasks}/t1", $$"""{"id":"t1","state":"{{state}}"}""");

        await server.Client().CancelTaskAsync("t1");
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Conflict)]
    public async Task A_refusal_to_cancel_what_runs_is_an_error(HttpStatusCode status)
    {
        var server = StubTes.Standard().On("POST", $"{Tasks}/t1:cancel", status, "{}").On("GET", $"{Tasks}/t1", """{"id":"t1","state":"RUNNING"}""");

        await Assert.ThrowsAnyAsync<ApiException>(() => server.Client().CancelTaskAsync("t1"));
    }

    [Fact]
    public async Task Cancelling_what_is_not_there_is_not_found()
    {
        var server = StubTes.Standard();

        await Assert.ThrowsAsync<NotFoundException>(() => server.Client().CancelTaskAsync("t1"));
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("..")]
    [InlineData("")]
    public async Task What_can_be_no_id_is_refused_before(string id)
    {
        var server = StubTes.Standard();

        await Assert.ThrowsAsync<ArgumentException>(() => server.Client().GetTaskAsync(id));

        Assert.DoesNotContain(server.Requests, request => request.Path.Contains("/tasks", StringComparison.Ordinal));
    }
}
