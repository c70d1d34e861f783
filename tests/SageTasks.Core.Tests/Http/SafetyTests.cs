using System.Net;

namespace SageTasks.Http.Tests;

/// <summary>What is repeated, what is not, and what a caller gets to know, by safety and outcome.</summary>
public class SafetyTests
{
    private static readonly ApiPlatform TrustsNone = new() { Name = "Testing", TelemetryName = "SageTasks.TestApi" };

    public static TheoryData<int> Transient => [408, 425, 429, 500, 502, 503, 504];

    public static TheoryData<int> Unclear => [408, 425, 500, 501, 502, 503, 504, 520, 499, 302, 303];

    [Theory]
    [MemberData(nameof(Transient))]
    public async Task a_read_and_a_replacement_are_repeated_after_a_transient_answer(int status)
    {
        var handler = StubHandler.Always(attempt => StubHandler.Json("{}", attempt % 2 == 1 ? (HttpStatusCode)status : HttpStatusCode.OK));
        var transport = TestApi.Over(handler);

        await transport.Read();
        await transport.Replace();

        Assert.Equal(4, handler.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(Unclear))]
    public async Task a_creation_is_not_repeated_after_an_answer_that_leaves_its_fate_open(int status)
    {
        var handler = StubHandler.Always(_ => StubHandler.Json("{}", (HttpStatusCode)status));

        var unknown = await Assert.ThrowsAsync<SubmissionUnknownException>(() => TestApi.Over(handler).Create());

        Assert.Single(handler.Requests);
        Assert.Equal(status, unknown.Error.Status);
        Assert.NotNull(unknown.SentAt);
    }

    [Fact]
    public async Task a_creation_is_repeated_where_the_platform_says_that_no_handler_ran()
    {
        var handler = StubHandler.Always(attempt => StubHandler.Json("{}", attempt < 3 ? HttpStatusCode.TooManyRequests : HttpStatusCode.OK));

        await TestApi.Over(handler).Create();

        Assert.Equal(3, handler.Requests.Count);
    }

    [Fact]
    public async Task a_creation_that_was_always_refused_before_any_handler_is_an_ordinary_error()
    {
        var handler = StubHandler.Always(_ => StubHandler.Json("{}", HttpStatusCode.TooManyRequests));

        var error = await Assert.ThrowsAsync<RateLimitedException>(() => TestApi.Over(handler).Create());

        Assert.Equal(4, error.Error.Attempts);
    }

    [Fact]
    public async Task a_throttled_creation_is_unknown_where_the_platform_promises_nothing()
    {
        var handler = StubHandler.Always(_ => StubHandler.Json("{}", HttpStatusCode.TooManyRequests));

        await Assert.ThrowsAsync<SubmissionUnknownException>(() => TestApi.Over(handler, platform: TrustsNone).Create());

        Assert.Single(handler.Requests);
    }

    [Theory]
    [InlineData(400, typeof(InvalidRequestException))]
    [InlineData(401, typeof(AccessDeniedException))]
    [InlineData(403, typeof(AccessDeniedException))]
    [InlineData(404, typeof(NotFoundException))]
    [InlineData(409, typeof(ConflictException))]
    [InlineData(412, typeof(PreconditionFailedException))]
    [InlineData(422, typeof(InvalidRequestException))]
    public async Task a_refusal_is_an_answer_for_every_safety_and_is_not_repeated(int status, Type expected)
    {
        var handler = StubHandler.Always(_ => StubHandler.Json("""{"message":"no","code":"E1"}""", (HttpStatusCode)status));
        var transport = TestApi.Over(handler);

        await Assert.ThrowsAsync(expected, () => transport.Read());
        await Assert.ThrowsAsync(expected, () => transport.Replace());
        var error = (ApiException)await Assert.ThrowsAsync(expected, () => transport.Create());

        Assert.Equal(3, handler.Requests.Count);
        Assert.Equal(("no", "E1", false), (error.Error.Reason, error.Error.Code, error.Error.CanRetry));
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.NameResolutionError)]
    [InlineData(HttpRequestError.SecureConnectionError)]
    public async Task a_creation_whose_body_was_read_counts_as_sent_whatever_the_error_says(HttpRequestError error)
    {
        var handler = StubHandler.Fails(new HttpRequestException(error, "broken"));

        await Assert.ThrowsAsync<SubmissionUnknownException>(() => TestApi.Over(handler).Create());

        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task a_creation_is_tried_again_while_nothing_listens_and_then_reported_as_never_sent()
    {
        int port;
        await using (var gone = RawServer.Start(_ => RawReply.Drop))
        {
            port = gone.Address.Port;
        }

        var transport = new ApiTransport(TestApi.Platform, new Uri($"http://127.0.0.1:{port}"), null, TestApi.Quick());

        var error = await Assert.ThrowsAsync<NetworkFailureException>(() => transport.Create());

        Assert.Equal(4, error.Error.Attempts);
        Assert.True(error.Error.CanRetry);
    }

    [Fact]
    public async Task a_creation_is_tried_again_after_a_failed_tls_handshake()
    {
        await using var notTls = RawServer.Start(_ => RawReply.Drop, greeting: "this is no TLS\r\n");
        var transport = new ApiTransport(TestApi.Platform, new Uri($"https://127.0.0.1:{notTls.Address.Port}"), null, TestApi.Quick());

        var error = await Assert.ThrowsAsync<NetworkFailureException>(() => transport.Create());

        Assert.InRange(error.Error.Attempts, 2, 4);
        Assert.Empty(notTls.Arrivals);
    }

    [Fact]
    public async Task a_creation_with_any_other_failure_of_the_handler_is_unknown()
    {
        var handler = StubHandler.Fails(new InvalidOperationException("odd"));

        var unknown = await Assert.ThrowsAsync<SubmissionUnknownException>(() => TestApi.Over(handler).Create());

        Assert.IsType<InvalidOperationException>(unknown.InnerException);
    }

    [Fact]
    public async Task what_the_caller_gets_wrong_is_neither_sent_nor_repeated_nor_unknown()
    {
        var handler = StubHandler.Always(_ => StubHandler.Json("{}"));
        var made = 0;
        var unreadable = new ApiRequest
        {
            Method = HttpMethod.Post,
            Path = $"/files",
            Safety = RequestSafety.Once,
            Content = () => throw new FileNotFoundException($"no such file {++made}"),
        };
        var misplaced = new ApiRequest
        {
            Path = $"/files",
            Safety = RequestSafety.Safe,
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Content-MD5"] = "x" },
        };

        await Assert.ThrowsAsync<FileNotFoundException>(() => TestApi.Over(handler).SendAsync(unreadable));
        await Assert.ThrowsAsync<ArgumentException>(() => TestApi.Over(handler).SendAsync(misplaced));
        Assert.Throws<ArgumentException>(() => ApiCredential.Header("Content-Type", "x"));
        Assert.Throws<ArgumentException>(() => ApiCredential.Header("no name", "x"));

        Assert.Equal(1, made);
        Assert.Empty(handler.Requests);
    }

    [Fact]
    public async Task a_body_that_breaks_off_is_read_again_and_a_creation_is_unknown()
    {
        await using var server = RawServer.Start(request =>
            request.Method == "POST" || request.Target.EndsWith('1') && request.Connection == 1 ? RawReply.Cut("""{"name":"half""") : RawReply.Json("""{"name":"whole"}"""));
        var transport = TestApi.Over(server);

        Assert.Equal("whole", (await transport.Read()).Name);
        await Assert.ThrowsAsync<SubmissionUnknownException>(() => transport.Create());

        Assert.Equal((2, 1), (server.Count("GET"), server.Count("POST")));
    }

    [Fact]
    public async Task an_answer_that_cant_be_read_is_not_asked_for_again()
    {
        var handler = new StubHandler((_, _, _) => Task.FromResult(
            new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("<html>Sign in", System.Text.Encoding.UTF8, "text/html") }));
        var transport = TestApi.Over(handler);

        var read = await Assert.ThrowsAsync<ServerFailureException>(() => transport.Read());
        await Assert.ThrowsAsync<SubmissionUnknownException>(() => transport.SendAsync(
            HttpMethod.Post, $"/things", RequestSafety.Once, TestWire.Default.Thing));

        Assert.Contains("is https://api.example.org/v1/ the address of the API?", read.Message);
        Assert.Equal(2, handler.Requests.Count);
    }

    [Fact]
    public async Task no_answer_in_time_is_repeated_for_a_read_and_unknown_for_a_creation()
    {
        var options = TestApi.Quick(attempts: 2);
        options.AttemptTimeout = TimeSpan.FromMilliseconds(50);
        var handler = new StubHandler(async (_, _, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return new HttpResponseMessage();
        });
        var transport = TestApi.Over(handler, options);

        var read = await Assert.ThrowsAsync<NetworkFailureException>(() => transport.Read());
        var unknown = await Assert.ThrowsAsync<SubmissionUnknownException>(() => transport.Create());

        Assert.Contains("no complete answer within 0.05 s", read.Message);
        Assert.Contains("no complete answer within 0.05 s", unknown.Message);
        Assert.Equal(3, handler.Requests.Count);
    }

    [Fact]
    public async Task absent_is_null_but_a_web_page_is_not_absence()
    {
        var type = "application/json";
        var status = HttpStatusCode.NotFound;
        var handler = StubHandler.Always(_ => new HttpResponseMessage(status) { Content = new StringContent("", System.Text.Encoding.UTF8, type) });
        var transport = TestApi.Over(handler);

        Assert.Null(await transport.GetOrDefaultAsync($"/things/1", TestWire.Default.Thing));
        status = HttpStatusCode.NoContent;
        Assert.Null(await transport.GetOrDefaultAsync($"/things/1", TestWire.Default.Thing));
        (status, type) = (HttpStatusCode.NotFound, "text/html");
        await Assert.ThrowsAsync<ServerFailureException>(() => transport.GetOrDefaultAsync($"/things/1", TestWire.Default.Thing));
    }
}
