using System.IO.Compression;
using System.Net;
using System.Text;

namespace SageTasks.Http.Tests;

/// <summary>Bodies: streamed, compressed, too large, stalled.</summary>
public class StreamTests
{
    [Fact]
    public async Task a_stream_is_handed_over_with_its_headers_and_ends_with_the_body()
    {
        await using var server = RawServer.Start(_ => RawReply.Status(206, "0123456789", "ETag: \"v1\"", "Date: Thu, 01 Jan 2026 00:00:00 GMT"));

        await using var response = await TestApi.Over(server).OpenAsync(new ApiRequest { Path = $"/f", Safety = RequestSafety.Safe });

        Assert.Equal((206, 10, "\"v1\""), (response.Status, response.Length, response.Header("etag")));
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), response.ServerTime);
        Assert.Equal("0123456789", await new StreamReader(response.Body).ReadToEndAsync());
        Assert.False(server.Arrivals.First().Headers.ContainsKey("Accept-Encoding"));
    }

    [Fact]
    public async Task a_stream_holds_its_permit_until_it_is_disposed()
    {
        await using var server = RawServer.Start(_ => RawReply.Json("{}"));
        var options = TestApi.Quick();
        options.Limit.ConcurrentRequests = 1;
        var transport = TestApi.Over(server, options);
        var response = await transport.OpenAsync(new ApiRequest { Path = $"/f", Safety = RequestSafety.Safe });

        var waiting = transport.Read();
        Assert.False(waiting.IsCompleted);
        await response.DisposeAsync();
        await response.DisposeAsync();

        await waiting;
        await transport.Read();
    }

    [Fact]
    public async Task a_stream_that_goes_silent_fails_and_one_that_breaks_off_fails()
    {
        await using var silent = RawServer.Start(_ => new RawReply("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc"));
        await using var cut = RawServer.Start(_ => RawReply.Cut("abc"));
        var options = TestApi.Quick();
        options.StallTimeout = TimeSpan.FromMilliseconds(50);

        var stalled = await Assert.ThrowsAnyAsync<IOException>(() => ReadAll(silent));
        await Assert.ThrowsAnyAsync<IOException>(() => ReadAll(cut));

        Assert.Contains("sent nothing for 0.05 s", stalled.Message);

        async Task ReadAll(RawServer server)
        {
            await using var response = await TestApi.Over(server, options).OpenAsync(new ApiRequest { Path = $"/f", Safety = RequestSafety.Safe });
            await response.Body.CopyToAsync(Stream.Null);
        }
    }

    [Fact]
    public async Task reading_a_stream_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        await using var server = RawServer.Start(_ => new RawReply("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n"));
        await using var response = await TestApi.Over(server).OpenAsync(new ApiRequest { Path = $"/f", Safety = RequestSafety.Safe });

        var reading = response.Body.ReadAsync(new byte[10], source.Token).AsTask();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task a_compressed_answer_is_read(string encoding)
    {
        var handler = StubHandler.Always(_ =>
        {
            var packed = new MemoryStream();
            using (Stream stream = encoding == "gzip" ? new GZipStream(packed, CompressionMode.Compress, true) : new BrotliStream(packed, CompressionMode.Compress, true))
            {
                stream.Write(Encoding.UTF8.GetBytes($$"""{"name":"{{new string('x', 100_000)}}"}"""));
            }

            return new HttpResponseMessage { Content = new ByteArrayContent(packed.ToArray()) { Headers = { ContentEncoding = { encoding } } } };
        });

        Assert.Equal(100_000, (await TestApi.Over(handler).Read()).Name.Length);
    }

    [Fact]
    public async Task an_answer_too_large_for_memory_is_an_error_and_not_repeated()
    {
        var handler = StubHandler.Always(_ => StubHandler.Json($$"""{"name":"{{new string('x', 5000)}}"}"""));
        var options = TestApi.Quick();
        options.MaxAnswerBytes = 1000;

        var error = await Assert.ThrowsAsync<NetworkFailureException>(() => TestApi.Over(handler, options).Read());

        Assert.Single(handler.Requests);
        Assert.Contains("larger than 1000 bytes", error.Message);
        Assert.False(error.Error.CanRetry);
    }

    [Fact]
    public async Task a_whole_answer_has_status_headers_body_and_the_servers_clock()
    {
        await using var server = RawServer.Start(_ => RawReply.Status(404, """{"name":"n"}""", "Content-Type: application/json", "Date: Thu, 01 Jan 2026 00:00:00 GMT"));
        var request = new ApiRequest { Path = $"/f", Safety = RequestSafety.Safe, Accept = status => status == 404 };

        var response = await TestApi.Over(server).SendAsync(request);

        Assert.Equal((404, "application/json", 2026), (response.Status, response.Header("content-type"), response.ServerTime?.Year));
        Assert.Equal("n", response.Read(TestWire.Default.Thing).Name);
    }

    [Fact]
    public async Task a_body_is_made_anew_for_each_attempt_and_its_own_headers_go_with_it()
    {
        await using var server = RawServer.Start(request => request.Connection == 1 ? RawReply.Drop : RawReply.Status(200));
        var made = 0;
        var request = new ApiRequest
        {
            Method = HttpMethod.Put,
            Absolute = new Uri(server.Address, "/part"),
            Safety = RequestSafety.Idempotent,
            Content = () => new StringContent($"attempt {++made}"),
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Content-Type"] = "application/x-part", ["x-amz-meta"] = "1" },
        };

        await TestApi.Over(server).SendAsync(request);

        var arrival = server.Arrivals.Last();
        Assert.Equal(("attempt 2", "application/x-part", "1"), (arrival.Body, arrival.Headers["Content-Type"], arrival.Headers["x-amz-meta"]));
    }

    [Theory]
    [InlineData("application/json", """{"reason":"why","errorCode":"E7"}""", "why", "E7")]
    [InlineData("application/json", """{"msg":"why","status_code":404}""", "why", null)]
    [InlineData("application/json", """{"error":"why"}""", "why", null)]
    [InlineData("application/xml", "<Error><Code>AccessDenied</Code><Message>a &amp; b</Message></Error>", "a & b", "AccessDenied")]
    [InlineData("text/plain", "why", "why", null)]
    [InlineData("text/html", "<html>", null, null)]
    [InlineData("application/json", "{broken", null, null)]
    public async Task an_error_body_is_understood_in_every_usual_form(string type, string body, string? reason, string? code)
    {
        var handler = StubHandler.Always(_ => new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = new StringContent(body, Encoding.UTF8, type) });

        var error = await Assert.ThrowsAsync<InvalidRequestException>(() => TestApi.Over(handler).Read());

        Assert.Equal((reason, code), (error.Error.Reason, error.Error.Code));
    }

    [Fact]
    public async Task a_refused_launch_lists_every_finding()
    {
        var handler = StubHandler.Always(_ => StubHandler.Json("""{"message":"no","errors":[{"code":"A","message":"x"},"y"]}""", HttpStatusCode.BadRequest));

        var error = await Assert.ThrowsAsync<InvalidRequestException>(() => TestApi.Over(handler).Create());

        Assert.Equal("A: x|y", string.Join('|', error.Error.Details));
        Assert.Contains("\n  - A: x\n  - y", error.Message);
    }
}
