namespace SageTasks.Http.Tests;

/// <summary>Wrong settings are refused at construction, in words that say what to do.</summary>
public class EndpointTests
{
    [Theory]
    [InlineData("http://tower.example.org/api", "Use https")]
    [InlineData("ftp://tower.example.org", "must begin with https://")]
    [InlineData("/api", "is not a whole address")]
    [InlineData("https://me:secretword@tower.example.org", "no user, query or fragment")]
    [InlineData("https://tower.example.org/api?token=secretword", "no user, query or fragment")]
    public void a_wrong_endpoint_is_refused(string endpoint, string expected)
    {
        var error = Assert.Throws<ArgumentException>(() => Make(new Uri(endpoint, UriKind.RelativeOrAbsolute), new ApiOptions()));

        Assert.Contains(expected, error.Message);
        Assert.DoesNotContain("secretword", error.Message);
    }

    [Theory]
    [InlineData("https://tower.example.org/api", false)]
    [InlineData("http://localhost:8080", false)]
    [InlineData("http://127.0.0.1:8080/x", false)]
    [InlineData("http://[::1]:8080", false)]
    [InlineData("http://tower.example.org/api", true)]
    public void a_right_one_is_taken(string endpoint, bool insecure) =>
        Assert.Equal(new Uri(endpoint), Make(new Uri(endpoint), new ApiOptions { AllowInsecureHttp = insecure }).Endpoint);

    [Fact]
    public void every_wrong_option_is_named_in_one_error()
    {
        var options = new ApiOptions
        {
            AttemptTimeout = TimeSpan.Zero,
            StallTimeout = TimeSpan.FromSeconds(-1),
            MaxAnswerBytes = 0,
            Retry = { MaxAttempts = 0, BaseDelay = TimeSpan.Zero, MaxDelay = TimeSpan.FromSeconds(-1), TotalBudget = TimeSpan.Zero },
            Limit = { RequestsPerSecond = 0, ConcurrentRequests = 0, Share = 1.5 },
        };

        var error = Assert.Throws<ArgumentException>(() => Make(new Uri("https://x.org"), options));

        string[] names = ["AttemptTimeout", "StallTimeout", "MaxAnswerBytes", "Retry.MaxAttempts", "Retry.BaseDelay", "Retry.MaxDelay",
            "Retry.TotalBudget", "Limit.RequestsPerSecond", "Limit.ConcurrentRequests", "Limit.Share"];
        Assert.All(names, name => Assert.Contains(name, error.Message));
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("abc\n", "line end")]
    [InlineData("ab cd", "white space")]
    public void a_token_that_can_be_none_is_refused_without_showing_it(string token, string expected)
    {
        var error = Assert.Throws<ArgumentException>(() => ApiCredential.Bearer(token));

        Assert.Contains(expected, error.Message);
        Assert.DoesNotContain("abc", error.Message);
    }

    [Fact]
    public async Task credentials_are_sent_as_their_scheme_wants_and_renewed_ones_are_asked_for_each_time()
    {
        var handler = StubHandler.Always(_ => StubHandler.Json("{}"));
        var asked = 0;
        foreach (var credential in new[]
        {
            ApiCredential.Basic("me", "pass"),
            ApiCredential.Header("X-Custom-Auth", "abc"),
            ApiCredential.Bearer(_ => ValueTask.FromResult($"t{++asked}")),
        })
        {
            var transport = new ApiTransport(TestApi.Platform, new Uri("https://api.example.org"), credential, new ApiOptions { Handler = handler });
            await transport.Read();
            await transport.Read();
        }

        var sent = handler.Requests.Select(request => request.Authorization ?? request.Custom).ToList();
        string[] expected = ["Basic bWU6cGFzcw==", "Basic bWU6cGFzcw==", "abc", "abc", "Bearer t1", "Bearer t2"];
        Assert.True(expected.SequenceEqual(sent, StringComparer.Ordinal), string.Join(", ", sent));
    }

    private static ApiTransport Make(Uri endpoint, ApiOptions options) => new(TestApi.Platform, endpoint, null, options);
}
