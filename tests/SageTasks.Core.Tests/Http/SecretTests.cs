using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace SageTasks.Http.Tests;

/// <summary>Tokens, signed queries and passwords never appear where people look, and never travel where they don't belong.</summary>
public class SecretTests
{
    [Theory]
    [InlineData("https://b.s3.amazonaws.com/k?X-Amz-Signature=abc123&X-Amz-Date=20260101", "https://b.s3.amazonaws.com/k?X-Amz-Signature=***&X-Amz-Date=20260101")]
    [InlineData("https://a.blob.core.windows.net/c/b?sv=2024&sig=abc%2F123", "https://a.blob.core.windows.net/c/b?sv=2024&sig=***")]
    [InlineData("https://d.cloudfront.net/k?Policy=abc&Signature=def&Key-Pair-Id=ghi", "https://d.cloudfront.net/k?Policy=***&Signature=***&Key-Pair-Id=***")]
    [InlineData("https://s.googleapis.com/k?GoogleAccessId=a&Expires=1&X-Goog-Credential=b", "https://s.googleapis.com/k?GoogleAccessId=***&Expires=1&X-Goog-Credential=***")]
    [InlineData("https://s.googleapis.com/upload/b/o?uploadType=resumable&upload_id=abc", "https://s.googleapis.com/upload/b/o?uploadType=resumable&upload_id=***")]
    [InlineData("https://user:pass@host:8443/p?access_token=abc#token=def", "https://***@host:8443/p?access_token=***")]
    [InlineData("https://host/p?X%2DAmz%2DSignature=abc&max=100", "https://host/p?X-Amz-Signature=***&max=100")]
    [InlineData("https://host/p", "https://host/p")]
    public void an_address_is_shown_without_its_secrets(string address, string shown) => Assert.Equal(shown, Redaction.Uri(new Uri(address)));

    [Theory]
    [InlineData("Authorization: Bearer abcdef123456", "abcdef123456")]
    [InlineData("sent basic dXNlcjpwYXNz to it", "dXNlcjpwYXNz")]
    [InlineData("got https://h/p?sig=abcdef and more", "abcdef")]
    [InlineData("jwt eyJhbGciOiJub25lIn0.eyJzdWIiOiJtZSJ9.c2ln here", "eyJzdWIiOiJtZSJ9")]
    [InlineData("""{"secretKey":"abcdefgh12345678ijkl"}""", "abcdefgh12345678ijkl")]
    [InlineData("password=hunter2", "hunter2")]
    [InlineData("clone of https://ada:hunter2@git.example.org/lab/reads failed", "hunter2")]
    [InlineData("got https://h?X%2DAmz%2DSignature=abcdef", "abcdef")]
    public void text_is_shown_without_its_secrets(string text, string secret)
    {
        Assert.DoesNotContain(secret, Redaction.Text(text));
        Assert.Contains(Redaction.Mark, Redaction.Text(text));
    }

    [Theory]
    [InlineData("Unexpected token: expected a string at line 3")]
    [InlineData("""{"code":"COMPUTE_ENV_INVALID","message":"Unknown key: outdir"}""")]
    [InlineData("Launching `https://github.com/lab/reads` [mad_curie], by ada@example.org, see what://X:80/Größe and https://host/a@b")]
    [InlineData("Maximum request rate exceeded. Wait 0secs before issuing a new request")]
    public void ordinary_words_stay(string text) => Assert.Equal(text, Redaction.Text(text));

    [Fact]
    public void options_credentials_paths_and_transports_do_not_show_secrets()
    {
        var credential = ApiCredential.Bearer(TestApi.Token);
        var transport = new ApiTransport(TestApi.Platform, new Uri("https://api.example.org/v1"), credential, new ApiOptions());

        Assert.Equal("Authorization: Bearer ***", credential.ToString());
        Assert.Equal("X-SBG-Auth-Token: ***", ApiCredential.Header("X-SBG-Auth-Token", TestApi.Token).ToString());
        Assert.Equal("/p?token=***&max=5", RequestPath.Of($"/p").Query("token", "abc").Query("max", 5).ToString());
        Assert.Equal("Testing at https://api.example.org/v1", transport.ToString());
        Assert.DoesNotContain(TestApi.Token, credential.Identity, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(TestApi.Token, JsonSerializer.Serialize(credential));
    }

    [Fact]
    public async Task a_failure_shows_no_secret_in_exception_log_or_trace()
    {
        const string Signature = "abcdef0123456789";
        var seen = new ConcurrentQueue<string>();
        using var listener = Listen(seen);
        var log = new ListLogs(seen);
        var options = TestApi.Quick();
        options.Handler = StubHandler.Always(_ => StubHandler.Json(
            $$"""{"message":"Token {{TestApi.Token}} is wrong; see https://x.org/?X-Amz-Signature={{Signature}}","errors":["{{TestApi.Token}}"]}""",
            HttpStatusCode.ServiceUnavailable));
        var transport = new ApiTransport(TestApi.Platform, new Uri("https://api.example.org"), ApiCredential.Bearer(TestApi.Token), options, log);

        var path = await Assert.ThrowsAsync<ServerFailureException>(() => transport.SendAsync(
            new ApiRequest { Path = RequestPath.Of($"/x").Query("sig", Signature), Safety = RequestSafety.Safe }));
        var signed = await Assert.ThrowsAsync<SubmissionUnknownException>(() => transport.SendAsync(new ApiRequest
        {
            Method = HttpMethod.Post,
            Absolute = new Uri($"https://bucket.example.org/k?X-Amz-Signature={Signature}"),
            Safety = RequestSafety.Once,
        }));
        seen.Enqueue(path.ToString());
        seen.Enqueue(signed.ToString());
        seen.Enqueue(JsonSerializer.Serialize(path.Error));

        Assert.True(seen.Count > 8);
        Assert.All(seen, text => Assert.DoesNotContain(TestApi.Token, text));
        Assert.All(seen, text => Assert.DoesNotContain(Signature, text));
    }

    [Fact]
    public async Task a_presigned_address_gets_no_token()
    {
        await using var server = RawServer.Start(_ => RawReply.Json("{}"));
        var transport = TestApi.Over(server);

        await transport.SendAsync(new ApiRequest { Absolute = new Uri(server.Address, "/signed?sig=1"), Safety = RequestSafety.Safe });
        await transport.SendAsync(new ApiRequest { Absolute = new Uri(server.Address, "/own"), Safety = RequestSafety.Safe, Authorize = true });

        Assert.False(server.Arrivals.First().Headers.ContainsKey("Authorization"));
        Assert.Equal("Bearer " + TestApi.Token, server.Arrivals.Last().Headers["Authorization"]);
    }

    [Theory]
    [InlineData("https://other.example.org/x", true)]
    [InlineData("https://api.example.org:8443/x", true)]
    [InlineData("http://api.example.org/x", false)]
    [InlineData("ftp://api.example.org/x", false)]
    public async Task an_address_that_must_not_get_the_token_or_is_plain_http_is_refused_before_sending(string address, bool authorize)
    {
        var handler = StubHandler.Always(_ => StubHandler.Json("{}"));

        await Assert.ThrowsAsync<ArgumentException>(() => TestApi.Over(handler).SendAsync(
            new ApiRequest { Absolute = new Uri(address), Safety = RequestSafety.Safe, Authorize = authorize }));

        Assert.Empty(handler.Requests);
    }

    private static ActivityListener Listen(ConcurrentQueue<string> seen)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "SageTasks.TestApi",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                seen.Enqueue(activity.DisplayName + activity.StatusDescription);
                activity.TagObjects.ToList().ForEach(tag => seen.Enqueue($"{tag.Key}={tag.Value}"));
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private sealed class ListLogs(ConcurrentQueue<string> seen) : ILoggerFactory, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            seen.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
