namespace SageTasks.Http.Tests;

/// <summary>What .NET and the pipeline do with a POST when the wire misbehaves, counted on a bare socket.</summary>
public class NeverSentTwiceTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task a_post_on_a_kept_alive_connection_that_drops_arrives_once(bool withBody)
    {
        await using var server = RawServer.Start(request => request.Method == "GET" ? RawReply.Json("{}") : RawReply.Drop);
        var transport = TestApi.Over(server);
        await transport.GetAsync($"/warm-up", TestWire.Default.Thing);

        await Assert.ThrowsAsync<SubmissionUnknownException>(() => Post(transport, withBody));

        Assert.Equal(1, server.Count("POST"));
        Assert.Equal(1, server.Arrivals.Last().Connection);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task a_post_that_is_reset_without_an_answer_arrives_once(bool withBody)
    {
        await using var server = RawServer.Start(_ => new RawReply("", Close: true, Reset: true));

        await Assert.ThrowsAsync<SubmissionUnknownException>(() => Post(TestApi.Over(server), withBody));

        Assert.Equal(1, server.Count("POST"));
    }

    [Theory]
    [InlineData(307)]
    [InlineData(308)]
    public async Task a_post_is_not_sent_on_to_where_a_redirect_points(int status)
    {
        await using var elsewhere = RawServer.Start(_ => RawReply.Json("{}"));
        await using var server = RawServer.Start(_ => RawReply.Status(status, "", $"Location: {elsewhere.Address}other"));

        var error = await Assert.ThrowsAsync<InvalidRequestException>(() => Post(TestApi.Over(server), true));

        Assert.Equal(1, server.Count("POST"));
        Assert.Empty(elsewhere.Arrivals);
        Assert.Contains(elsewhere.Address.ToString(), error.Message);
    }

    [Fact]
    public async Task a_post_without_a_body_sends_zero_bytes_and_never_asks_to_continue()
    {
        await using var server = RawServer.Start(_ => RawReply.Status(204));

        await TestApi.Over(server).SendAsync(HttpMethod.Post, $"/cancel", RequestSafety.Once);

        var arrival = Assert.Single(server.Arrivals);
        Assert.Equal("0", arrival.Headers["Content-Length"]);
        Assert.False(arrival.Headers.ContainsKey("Expect"));
    }

    private static Task Post(ApiTransport transport, bool withBody) => withBody
        ? transport.SendAsync(HttpMethod.Post, $"/launch", RequestSafety.Once, new Thing(), TestWire.Default.Thing)
        : transport.SendAsync(HttpMethod.Post, $"/launch", RequestSafety.Once);
}
