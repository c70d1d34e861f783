using SageTasks.Http;

namespace SageTasks.Storage.S3.Tests;

/// <summary>Every failure is one of SageTasks' own, says what to do, and tells no secret.</summary>
public sealed class ErrorTests
{
    private static readonly Location Place = Location.Parse("s3://bucket/a b");

    [Theory]
    [InlineData(403, "AccessDenied", typeof(AccessDeniedException), false)]
    [InlineData(403, "SignatureDoesNotMatch", typeof(AccessDeniedException), false)]
    [InlineData(400, "ExpiredToken", typeof(InvalidRequestException), false)]
    [InlineData(404, "NoSuchKey", typeof(NotFoundException), false)]
    [InlineData(404, "NoSuchBucket", typeof(NotFoundException), false)]
    [InlineData(409, "OperationAborted", typeof(ConflictException), false)]
    [InlineData(429, "TooManyRequests", typeof(RateLimitedException), true)]
    [InlineData(500, "InternalError", typeof(ServerFailureException), true)]
    [InlineData(503, "SlowDown", typeof(ServerFailureException), true)]
    public async Task An_answer_has_its_exception(int status, string code, Type expected, bool canRetry)
    {
        using var store = new Wire(_ => Wire.Refusal(status, code, "its words; token=abcdef0123456789abcdef")).Store();

        var error = await Assert.ThrowsAnyAsync<ApiException>(() => store.OpenAsync(Place, ByteRange.All, null));

        Assert.IsType(expected, error);
        Assert.Equal(("S3", "GET", status, code, "REQUEST7", canRetry), (error.Error.Platform, error.Error.Method, error.Error.Status, error.Error.Code, error.Error.RequestId, error.Error.CanRetry));
        Assert.Equal("https://s3.example.org/bucket/a%20b", error.Error.Uri);
        Assert.Contains("its words", error.Message);
        Assert.DoesNotContain("abcdef0123456789", error.Message);
        Assert.DoesNotContain("never-shows", error.ToString());
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_busy_store_is_asked_again(int status)
    {
        var requests = 0;
        var wire = new Wire(_ => ++requests < 3 ? new HttpResponseMessage((System.Net.HttpStatusCode)status) : Wire.Refusal(404, "NoSuchKey", "gone"));
        using var store = wire.Store(new S3Options { Endpoint = new Uri("https://s3.example.org"), AccessKey = "AKIDEXAMPLE", SecretKey = "a-secret-that-never-shows", MaxRetries = 3 });

        Assert.Null(await store.StatAsync(Place));

        Assert.Equal(3, requests);
    }

    [Theory]
    [InlineData("NoSuchBucket", "no bucket \"bucket\" at s3.example.org")]
    [InlineData("InvalidAccessKeyId", "check the key and the endpoint")]
    [InlineData("ExpiredToken", "get new ones")]
    [InlineData("RequestTimeTooSkewed", "clock")]
    [InlineData("AuthorizationHeaderMalformed", "set Region")]
    public async Task A_common_mistake_comes_with_advice(string code, string advice)
    {
        using var store = new Wire(_ => Wire.Refusal(400, code, "no")).Store();

        var error = await Assert.ThrowsAnyAsync<ApiException>(() => store.PutAsync(Place, ObjectContent.Of("x"u8.ToArray()), new PutOptions()));

        Assert.Contains(advice, error.Message);
    }

    [Fact]
    public async Task A_page_that_is_not_s3s_is_a_failure_of_the_server()
    {
        var wire = new Wire(_ => new HttpResponseMessage(System.Net.HttpStatusCode.OK) { Content = new StringContent("<html><body>Welcome to the proxy") });
        using var store = wire.Store();

        await Assert.ThrowsAsync<ServerFailureException>(async () => await store.ListAsync(Location.Parse("s3://bucket/")).GetAsyncEnumerator().MoveNextAsync());
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_network_failure()
    {
        using var store = new S3Store(new S3Options { Endpoint = new Uri("http://127.0.0.1:1"), Anonymous = true, MaxRetries = 0 });

        var error = await Assert.ThrowsAsync<NetworkFailureException>(() => store.StatAsync(Place));

        Assert.True(error.Error.CanRetry);
        Assert.Null(error.Error.Status);
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_given_up()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var options = new S3Options { Endpoint = new Uri($"http://{listener.LocalEndpoint}"), Anonymous = true, StallTimeout = TimeSpan.FromMilliseconds(200) };
        using var store = new S3Store(options);

        var error = await Assert.ThrowsAsync<NetworkFailureException>(() => store.StatAsync(Place));

        Assert.Contains("fell silent", error.Message);
    }

    [Fact]
    public async Task A_list_that_would_never_end_is_noticed()
    {
        const string Page = "<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>again</NextContinuationToken></ListBucketResult>";
        using var store = new Wire(_ => new HttpResponseMessage(System.Net.HttpStatusCode.OK) { Content = new StringContent(Page) }).Store();

        await Assert.ThrowsAsync<PagingException>(async () => await store.ListAsync(Location.Parse("s3://bucket/")).GetAsyncEnumerator().MoveNextAsync());
    }

    [Fact]
    public async Task A_source_that_fails_while_it_is_sent_keeps_its_own_failure()
    {
        var s3 = new StrictS3();
        using var store = s3.Store();
        var opened = 0;
        var content = ObjectContent.Of(10, _ => ValueTask.FromResult<Stream>(++opened == 1 ? new MemoryStream(new byte[10]) : new ChangedStream()));

        await Assert.ThrowsAsync<SourceChangedException>(() => store.PutAsync(Place, content, new PutOptions()));
        Assert.Null(await store.StatAsync(Place));
    }

    [Fact]
    public async Task A_source_that_is_shorter_than_announced_is_refused()
    {
        var s3 = new StrictS3();
        using var store = s3.Store();
        var content = ObjectContent.Of(10, _ => ValueTask.FromResult<Stream>(new MemoryStream(new byte[9])));

        await Assert.ThrowsAsync<TransferException>(() => store.PutAsync(Place, content, new PutOptions()));
        Assert.Null(await store.StatAsync(Place));
    }

    private sealed class ChangedStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new SourceChangedException("It was changed.");
    }
}
