using System.Net;
using SageTasks.Http;
using SageTasks.Tes.Tests.Stubs;

namespace SageTasks.Tes.Tests.Client;

/// <summary>Where on a server TES is found.</summary>
public sealed class DiscoveryTests
{
    private const string Task = """{"id":"t1","state":"QUEUED"}""";

    [Theory]
    [InlineData("/ga4gh/tes/v1")]
    [InlineData("/v1")]
    [InlineData("")]
    public async Task The_base_path_is_found_by_looking(string path)
    {
        var server = new StubTes().On("GET", $"{path}/service-info", StubTes.Info).On("GET", $"{path}/tasks/t1", Task);

        var task = await server.Client().GetTaskAsync("t1");

        Assert.Equal("t1", task.Id);
        Assert.Single(server.Requests, request => request.Path.EndsWith("/tasks/t1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_is_looked_for_once_also_by_many_at_once()
    {
        var server = new StubTes().On("GET", "/v1/service-info", StubTes.Info).On("GET", "/v1/tasks/t1", Task);
        var client = server.Client();

        await System.Threading.Tasks.Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.GetTaskAsync("t1")));

        Assert.Single(server.Sent("GET", "/v1/service-info"));
        Assert.Single(server.Sent("GET", "/ga4gh/tes/v1/service-info"));
        Assert.Equal("https://tes.example.org/v1/", (await client.GetBaseAddressAsync()).ToString());
    }

    [Fact]
    public async Task A_server_of_before_1_0_tells_about_itself_under_tasks()
    {
        var server = new StubTes().On("GET", "/v1/tasks/service-info", """{"name":"old","doc":"an old server","storage":["s3://bucket"]}""");

        var info = await server.Client().GetServiceInfoAsync();

        Assert.Equal("old", info.Name);
        Assert.Equal(["s3://bucket"], info.Storage);
    }

    [Fact]
    public async Task A_server_that_tells_nothing_is_known_by_its_list_of_tasks()
    {
        var server = new StubTes().On("GET", "/v1/tasks", """{"tasks":[]}""");

        Assert.Equal("/v1/", (await server.Client().GetBaseAddressAsync()).AbsolutePath);
    }

    [Fact]
    public async Task A_path_that_was_given_is_the_one_that_is_asked()
    {
        var server = new StubTes()
            .On("GET", "/ga4gh/tes/v1/service-info", StubTes.Info)
            .On("GET", "/team-a/tes/service-info", StubTes.Info)
            .On("GET", "/team-a/tes/tasks/t1", Task);

        await server.Client(endpoint: "https://tes.example.org/team-a/tes/").GetTaskAsync("t1");

        Assert.All(server.Requests, request => Assert.StartsWith("/team-a/tes/", request.Path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Below_a_proxys_path_the_usual_paths_are_tried()
    {
        var server = new StubTes().On("GET", "/proxy/v1/service-info", StubTes.Info);

        Assert.Equal("/proxy/v1/", (await server.Client(endpoint: "https://tes.example.org/proxy").GetBaseAddressAsync()).AbsolutePath);
    }

    [Fact]
    public async Task The_address_of_the_list_of_tasks_is_understood()
    {
        var server = new StubTes().On("GET", "/v1/service-info", StubTes.Info);

        Assert.Equal("/v1/", (await server.Client(endpoint: "https://tes.example.org/v1/tasks").GetBaseAddressAsync()).AbsolutePath);
    }

    [Theory]
    [InlineData("""{"id":"x","name":"WES","type":{"group":"org.ga4gh","artifact":"wes","version":"1.1.0"}}""")]
    [InlineData("""{"id":"x","name":"DRS","type":{"group":"org.ga4gh","artifact":"drs","version":"1.5.0"}}""")]
    [InlineData("""<html><body>the same page for every path</body></html>""")]
    [InlineData("""[]""")]
    public async Task Another_service_is_not_taken_for_TES(string answer)
    {
        var server = new StubTes()
            .On("GET", "/ga4gh/tes/v1/service-info", answer)
            .On("GET", "/v1/service-info", StubTes.Info);

        Assert.Equal("/v1/", (await server.Client().GetBaseAddressAsync()).AbsolutePath);
    }

    [Fact]
    public async Task Where_there_is_none_the_message_says_where_it_was_looked_for()
    {
        var nowhere = await Assert.ThrowsAsync<NotFoundException>(() => new StubTes().Client().GetTaskAsync("t1"));

        Assert.Contains("/ga4gh/tes/v1", nowhere.Message, StringComparison.Ordinal);
        Assert.Contains("Endpoint", nowhere.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_wants_a_token_first_says_so()
    {
        var server = new StubTes().On("GET", "/ga4gh/tes/v1/service-info", HttpStatusCode.Unauthorized, """{"error":"who are you?"}""");

        var denied = await Assert.ThrowsAsync<AccessDeniedException>(() => server.Client().GetTaskAsync("t1"));

        Assert.Contains("who are you?", denied.Message, StringComparison.Ordinal);
        Assert.Contains("Token", denied.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("stub-token", denied.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_in_trouble_does_not_decide_the_path_and_is_asked_again_later()
    {
        var isDown = true;
        var server = new StubTes()
            .On("GET", "/ga4gh/tes/v1/service-info", _ => isDown ? StubTes.Text("busy", HttpStatusCode.ServiceUnavailable, "text/plain") : StubTes.Json(StubTes.Info))
            .On("GET", "/v1/service-info", StubTes.Info);
        var client = server.Client();

        await Assert.ThrowsAsync<ServerFailureException>(() => client.GetBaseAddressAsync());
        isDown = false;

        Assert.Equal("/ga4gh/tes/v1/", (await client.GetBaseAddressAsync()).AbsolutePath);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.NotImplemented)]
    public async Task A_server_that_fails_where_it_has_nothing_is_found_elsewhere_and_one_that_fails_everywhere_says_so(HttpStatusCode status)
    {
        var server = new StubTes();
        foreach (var path in (string[])["/ga4gh/tes/v1", "/v1", ""])
        {
            server.On("GET", $"{path}/service-info", status).On("GET", $"{path}/tasks/service-info", status).On("GET", $"{path}/tasks", status);
        }

        var client = server.Client();
        var failed = await Assert.ThrowsAnyAsync<ApiException>(() => client.GetBaseAddressAsync());
        server.On("GET", "/v1/tasks", """{"tasks":[]}""").On("GET", "/v1/tasks/t1", Task);

        Assert.Equal((int)status, failed.Error.Status);
        Assert.Equal("t1", (await client.GetTaskAsync("t1")).Id);
    }

    [Fact]
    public async Task A_caller_who_gives_up_does_not_spoil_it_for_others()
    {
        using var stop = new CancellationTokenSource();
        var server = new StubTes().On("GET", "/v1/service-info", StubTes.Info);
        server.On("GET", "/ga4gh/tes/v1/service-info", _ =>
        {
            stop.Cancel();
            return StubTes.Text("", HttpStatusCode.NotFound, "text/plain");
        });
        var client = server.Client();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetBaseAddressAsync(stop.Token));

        Assert.Equal("/v1/", (await client.GetBaseAddressAsync()).AbsolutePath);
    }

    [Fact]
    public async Task A_task_is_never_posted_while_looking()
    {
        var server = new StubTes().On("GET", "/v1/service-info", StubTes.Info).On("POST", "/v1/tasks", HttpStatusCode.BadGateway);

        await Assert.ThrowsAsync<SubmissionUnknownException>(() => server.Client().CreateTaskAsync(Samples.Task));

        Assert.Single(server.Requests, request => request.Method == "POST");
    }
}
