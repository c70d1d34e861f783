using SageTasks.Http;
using static SageTasks.Storage.Tests.Data;

namespace SageTasks.Storage.Tests;

/// <summary>Downloads through real sockets, from servers that do what servers do.</summary>
public sealed class HttpDownloadTests : IDisposable
{
    private const string Token = "very-secret-token";
    private readonly TempFolder _folder = new();
    private readonly byte[] _content = Random((2 * MiB) + 12_345);
    private readonly TransferOptions _options = new() { PartSize = 256 * KiB, Concurrency = 3, RetryDelay = TimeSpan.Zero, MaxAttempts = 4 };
    private int _urls;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Ranges_are_pinned_to_the_first_version_and_carry_no_token()
    {
        await using var server = new RawServer(request => RawServer.File(request, _content));

        var result = await DownloadAsync(server);

        Same(_content, File.ReadAllBytes(_folder["out"]));
        Assert.Equal(_content.Length, result.BytesMoved);
        Assert.Equal(9, server.Requests.Count);
        Assert.All(server.Requests.Skip(1), request => Assert.Equal("\"v1\"", request.Header("If-Match")));
        Assert.All(server.Requests, request =>
        {
            Assert.Null(request.Header("Authorization"));
            Assert.Equal("identity", request.Header("Accept-Encoding"));
            Assert.DoesNotContain(request.Headers, header => header.Value.Contains(Token, StringComparison.Ordinal));
        });
        Assert.Equal(1, _urls);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(400)]
    [InlineData(401)]
    public async Task An_expired_url_is_renewed_once_however_many_requests_it_fails(int refusal)
    {
        await using var server = new RawServer(request =>
        {
            // Every URL dies after more answers than there are requests at a time, so that whoever renewed it can use it. Nothing in it tells when.
            var number = int.Parse(request.Target[(request.Target.IndexOf('=') + 1)..], null);
            return request.Number > number * (_options.Concurrency + 1) + ((number - 1) * _options.Concurrency) ? new RawReply(refusal) : RawServer.File(request, _content);
        });

        await DownloadAsync(server);

        Same(_content, File.ReadAllBytes(_folder["out"]));
        Assert.InRange(_urls, 2, 4);
        var refused = server.Requests.Count - 9;
        Assert.InRange(refused, _urls - 1, (_urls - 1) * _options.Concurrency);
    }

    [Fact]
    public async Task A_url_that_is_refused_although_it_is_new_is_an_error()
    {
        await using var server = new RawServer(_ => new RawReply(403, "<Error><Code>AccessDenied</Code></Error>"u8.ToArray())
        {
            Headers = { ["Content-Type"] = "application/xml" },
        });

        var error = await Assert.ThrowsAsync<AccessDeniedException>(() => DownloadAsync(server));

        Assert.Equal(2, _urls);
        Assert.Equal(2, server.Requests.Count);
        Assert.Equal("AccessDenied", error.Error.Code);
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public async Task A_new_url_that_worked_for_others_before_it_was_refused_is_renewed_once_more()
    {
        using var othersServed = new ManualResetEventSlim();
        await using var server = new RawServer(request =>
        {
            if (request.Range!.Value.From > 0 || request.Target.EndsWith("=3", StringComparison.Ordinal))
            {
                return RawServer.File(request, _content);
            }

            if (request.Target.EndsWith("=2", StringComparison.Ordinal))
            {
                othersServed.Wait();
            }

            return new RawReply(403);
        });
        using var source = Source(server);

        var waiting = source.OpenAsync(new ByteRange(0, 10), null, CancellationToken.None);
        while (server.Requests.Count < 2)
        {
            await Task.Delay(5);
        }

        await using (await source.OpenAsync(new ByteRange(10, 10), null, CancellationToken.None))
        {
            othersServed.Set();
        }

        await using var body = await waiting;
        Assert.Equal(10, body.Length);
        Assert.Equal(3, _urls);
    }

    [Fact]
    public async Task A_body_that_is_cut_at_97_percent_is_asked_for_the_rest()
    {
        _options.MaxAttempts = 10;
        var cuts = 0;
        await using var server = new RawServer(request =>
        {
            var reply = RawServer.File(request, _content);
            return Interlocked.Increment(ref cuts) <= 6 ? reply with { CutAfter = reply.Body.Length * 97 / 100 } : reply;
        });

        var result = await DownloadAsync(server);

        Same(_content, File.ReadAllBytes(_folder["out"]));
        Assert.Equal(_content.Length, result.BytesMoved);
        Assert.Contains(server.Requests, request => request.Range?.From % _options.PartSize > _options.PartSize / 2);
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_asked_again()
    {
        _options.StallTimeout = TimeSpan.FromMilliseconds(100);
        await using var server = new RawServer(request =>
        {
            var reply = RawServer.File(request, _content);
            return request.Number == 2 ? reply with { StallAfter = 100_000 } : reply;
        });

        await DownloadAsync(server);

        Same(_content, File.ReadAllBytes(_folder["out"]));
    }

    [Theory]
    [InlineData(Framing.Length)]
    [InlineData(Framing.Chunked)]
    [InlineData(Framing.Connection)]
    public async Task A_server_that_ignores_ranges_is_read_once(Framing framing)
    {
        await using var server = new RawServer(_ => new RawReply(200, _content) { Framing = framing });

        await DownloadAsync(server);

        Same(_content, File.ReadAllBytes(_folder["out"]));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_body_whose_end_nobody_can_tell_is_refused_unless_size_or_digest_is_known()
    {
        await using var server = new RawServer(_ => new RawReply(200, _content) { Framing = Framing.Connection });
        using var source = Source(server);
        var request = new DownloadRequest { Destination = _folder["out"] };

        var error = await Assert.ThrowsAsync<TransferException>(() => new RangeDownloader(_options).DownloadAsync(source, request));
        Assert.Contains("how long", error.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.Files);

        await new RangeDownloader(_options).DownloadAsync(source, request with { ExpectedSize = _content.Length });
        Same(_content, File.ReadAllBytes(_folder["out"]));
    }

    [Fact]
    public async Task A_connection_that_closes_early_does_not_pass_for_the_end()
    {
        await using var server = new RawServer(_ => new RawReply(200, _content.AsMemory(0, MiB)) { Framing = Framing.Connection });
        using var source = Source(server);
        var request = new DownloadRequest { Destination = _folder["out"], ExpectedSize = _content.Length };

        await Assert.ThrowsAsync<SourceChangedException>(() => new RangeDownloader(_options).DownloadAsync(source, request));

        Assert.Empty(_folder.Files);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_is_replaced_meanwhile_is_never_mixed(bool serverComparesVersions)
    {
        var other = Random(_content.Length, seed: 2);
        await using var server = new RawServer(request =>
        {
            var seen = serverComparesVersions ? request : request with { Headers = Without(request.Headers, "If-Match") };
            return request.Number < 4 ? RawServer.File(seen, _content) : RawServer.File(seen, other, "\"v2\"");
        });
        using var source = Source(server);

        await Assert.ThrowsAsync<SourceChangedException>(
            () => new RangeDownloader(_options).DownloadAsync(source, new DownloadRequest { Destination = _folder["out"] }));

        Assert.Empty(_folder.Files);
    }

    [Theory]
    [InlineData(206)]
    [InlineData(200)]
    public async Task An_empty_file_arrives_empty(int status)
    {
        await using var server = new RawServer(request => status == 200 ? new RawReply(200) : RawServer.File(request, default));
        using var source = Source(server);

        await new RangeDownloader(_options).DownloadAsync(source, new DownloadRequest { Destination = _folder["out"], Expected = [Md5([])] });

        Assert.Empty(File.ReadAllBytes(_folder["out"]));
        Assert.Equal(["out"], _folder.Files);
    }

    [Fact]
    public async Task A_refused_range_without_a_reason_is_asked_for_as_a_whole()
    {
        await using var server = new RawServer(request => request.Range is null ? new RawReply(200, _content) : new RawReply(416));

        await DownloadAsync(server);

        Same(_content, File.ReadAllBytes(_folder["out"]));
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData("bytes 5-262143/2109497")]
    [InlineData("bytes 0-999999/2109497")]
    [InlineData("pages 1-2/3")]
    [InlineData("nonsense")]
    public async Task A_range_that_was_not_asked_for_is_not_taken(string contentRange)
    {
        await using var server = new RawServer(_ => new RawReply(206, _content.AsMemory(0, 256 * KiB)) { Headers = { ["Content-Range"] = contentRange } });

        await Assert.ThrowsAsync<TransferException>(() => DownloadAsync(server));

        Assert.Empty(_folder.Files);
    }

    [Fact]
    public async Task A_server_that_gives_shorter_ranges_than_asked_is_asked_for_the_remainder()
    {
        await using var server = new RawServer(request =>
        {
            var from = request.Range!.Value.From;
            var to = Math.Min(request.Range.Value.To!.Value, from + 99_999);
            return RawServer.File(request with { Headers = new Dictionary<string, string>(request.Headers) { ["Range"] = $"bytes={from}-{to}" } }, _content);
        });

        await DownloadAsync(server);

        Same(_content, File.ReadAllBytes(_folder["out"]));
    }

    [Fact]
    public async Task A_busy_server_is_asked_again_and_a_missing_file_is_not()
    {
        await using var busy = new RawServer(request => request.Number is 1 or 4 ? new RawReply(503) : RawServer.File(request, _content));
        await DownloadAsync(busy);
        Same(_content, File.ReadAllBytes(_folder["out"]));

        await using var empty = new RawServer(_ => new RawReply(404));
        await Assert.ThrowsAsync<NotFoundException>(() => DownloadAsync(empty));
        Assert.Single(empty.Requests);
        Same(_content, File.ReadAllBytes(_folder["out"]));
    }

    [Fact]
    public async Task A_server_that_is_gone_is_not_asked_beyond_the_budget_and_what_arrived_is_kept()
    {
        await using var server = new RawServer(request => request.Number < 5 ? RawServer.File(request, _content) : new RawReply(503));

        await Assert.ThrowsAsync<ServerFailureException>(() => DownloadAsync(server));

        Assert.InRange(server.Requests.Count, 5, 4 + (_options.Concurrency * 8));
        Assert.Equal([".out.sagetasks-journal", ".out.sagetasks-part"], _folder.Files);
    }

    [Fact]
    public async Task A_file_may_lie_elsewhere()
    {
        await using var server = new RawServer(request => RawServer.File(request, _content));
        await using var front = new RawServer(_ => new RawReply(307) { Headers = { ["Location"] = server.Address + "there" } });

        await DownloadAsync(front);

        Same(_content, File.ReadAllBytes(_folder["out"]));
    }

    [Fact]
    public async Task Cancelling_ends_a_silent_body_at_once_and_keeps_what_arrived()
    {
        using var stop = new CancellationTokenSource();
        await using var server = new RawServer(request =>
        {
            if (request.Number == 7)
            {
                stop.Cancel();
            }

            return RawServer.File(request, _content) with { StallAfter = request.Number >= 6 ? 0 : null };
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DownloadAsync(server, stop.Token));

        Assert.Equal([".out.sagetasks-journal", ".out.sagetasks-part"], _folder.Files);
    }

    [Fact]
    public async Task No_message_holds_the_signature()
    {
        await using var server = new RawServer(request => RawServer.File(request, _content) with { CutAfter = 0 });
        using var source = new HttpRangedSource(Transport(server), Location.Parse(server.Address + "f?X-Amz-Signature=abcdef123"));

        var error = await Assert.ThrowsAsync<TransferException>(
            () => new RangeDownloader(_options).DownloadAsync(source, new DownloadRequest { Destination = _folder["out"] }));

        Assert.DoesNotContain("abcdef123", error.ToString(), StringComparison.Ordinal);
    }

    private async Task<DownloadResult> DownloadAsync(RawServer server, CancellationToken cancellationToken = default)
    {
        using var source = Source(server);
        var request = new DownloadRequest { Destination = _folder["out"], Expected = [Md5(_content)] };
        return await new RangeDownloader(_options).DownloadAsync(source, request, cancellationToken);
    }

    private HttpRangedSource Source(RawServer server) => new(Transport(server), "syn123.1 (reads.fastq)", _ =>
        Task.FromResult(new Uri(server.Address, $"file?number={Interlocked.Increment(ref _urls)}")));

    private static ApiTransport Transport(RawServer server)
    {
        var platform = new ApiPlatform { Name = "Test", TelemetryName = "SageTasks.Storage.Tests" };
        var options = new ApiOptions { Retry = { BaseDelay = TimeSpan.FromMilliseconds(1) } };
        return new ApiTransport(platform, server.Address, ApiCredential.Bearer(Token), options);
    }

    private static Dictionary<string, string> Without(IReadOnlyDictionary<string, string> headers, string name) =>
        headers.Where(header => header.Key != name).ToDictionary(StringComparer.OrdinalIgnoreCase);
}
