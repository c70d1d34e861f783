namespace SageTasks.Http.Tests;

/// <summary>A token cancelled at any await: a creation that may have arrived is unknown, everything else is cancelled.</summary>
public class CancellationTests
{
    [Fact]
    public async Task before_anything_is_sent_even_a_creation_is_just_cancelled()
    {
        var handler = StubHandler.Always(_ => StubHandler.Json("{}"));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TestApi.Over(handler).Create(new CancellationToken(true)));

        Assert.Empty(handler.Requests);
    }

    [Fact]
    public async Task while_the_token_is_asked_for()
    {
        using var source = new CancellationTokenSource();
        var options = TestApi.Quick();
        options.Handler = StubHandler.Always(_ => StubHandler.Json("{}"));
        var slow = ApiCredential.Bearer(async token =>
        {
            await source.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
            return "";
        });
        var transport = new ApiTransport(TestApi.Platform, new Uri("https://api.example.org"), slow, options);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transport.Create(source.Token));
    }

    [Fact]
    public async Task while_the_limiter_holds_it_back()
    {
        using var source = new CancellationTokenSource();
        var options = TestApi.Quick();
        options.Limit.ConcurrentRequests = 1;
        var entered = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        var handler = new StubHandler(async (_, _, _) =>
        {
            entered.TrySetResult();
            await release.Task;
            return StubHandler.Json("{}");
        });
        var transport = TestApi.Over(handler, options);
        var first = transport.Create();
        await entered.Task;

        var second = transport.Create(source.Token);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        release.SetResult();
        await first;

        Assert.Single(handler.Requests);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("POST")]
    public async Task while_the_server_thinks(string method)
    {
        using var source = new CancellationTokenSource();
        var never = new TaskCompletionSource();
        await using var server = RawServer.Start(_ =>
        {
            source.Cancel();
            return new RawReply("", After: never.Task);
        });

        await AssertCancelled(TestApi.Over(server), method, source.Token);

        Assert.Equal(1, server.Count(method));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("POST")]
    public async Task while_the_answer_arrives(string method)
    {
        using var source = new CancellationTokenSource();
        await using var server = RawServer.Start(_ => new RawReply("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"));
        var running = Send(TestApi.Over(server), method, source.Token);
        await TestApi.Eventually(() => !server.Arrivals.IsEmpty);

        await source.CancelAsync();

        await AssertCancelled(running, method);
    }

    [Theory]
    [InlineData("GET", 503)]
    [InlineData("PUT", 503)]
    [InlineData("POST", 429)]
    public async Task while_it_waits_to_try_again(string method, int status)
    {
        using var source = new CancellationTokenSource();
        var options = TestApi.Quick();
        options.Retry.BaseDelay = options.Retry.MaxDelay = TimeSpan.FromMinutes(1);
        var handler = StubHandler.Always(_ => StubHandler.Json("{}", (System.Net.HttpStatusCode)status));
        var running = Send(TestApi.Over(handler, options), method, source.Token);
        await TestApi.Eventually(() => !handler.Requests.IsEmpty);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task a_creation_cancelled_while_it_connects_was_never_sent()
    {
        using var source = new CancellationTokenSource();
        var connecting = new TaskCompletionSource();
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, token) =>
            {
                connecting.SetResult();
                await Task.Delay(Timeout.Infinite, token);
                return Stream.Null;
            },
        };
        var running = TestApi.Over(handler).Create(source.Token);
        await connecting.Task;

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private static Task Send(ApiTransport transport, string method, CancellationToken token) => method switch
    {
        "GET" => transport.Read(token),
        "PUT" => transport.Replace(token),
        _ => transport.Create(token),
    };

    private static Task AssertCancelled(ApiTransport transport, string method, CancellationToken token) => AssertCancelled(Send(transport, method, token), method);

    private static async Task AssertCancelled(Task running, string method)
    {
        if (method == "POST")
        {
            var unknown = await Assert.ThrowsAsync<SubmissionUnknownException>(() => running);
            Assert.IsAssignableFrom<OperationCanceledException>(unknown.InnerException);
        }
        else
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        }
    }
}
