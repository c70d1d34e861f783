using SageTasks.ContractSuites;

namespace SageTasks.Http.Tests;

/// <summary>Requests per second and at once, by a clock that the test moves.</summary>
public class LimiterTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void no_second_sees_more_than_its_share()
    {
        using var limiter = new RequestLimiter(20, 1000, _time);
        var waiting = Enumerable.Range(0, 100).Select(_ => limiter.AcquireAsync(default).AsTask()).ToList();
        List<int> granted = [Granted()];
        for (var step = 0; step < 400; step++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(10));
            granted.Add(Granted());
        }

        Assert.Equal(2, granted[0]);
        for (var second = 0; second + 100 < granted.Count; second++)
        {
            // Any second, wherever it begins: its share, what was saved up before it, and what a timer's whole milliseconds round away.
            Assert.InRange(granted[second + 100] - granted[second], 19, 22);
        }

        Assert.InRange(granted[^1], 80, 82);

        int Granted() => waiting.Count(permit => permit.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task only_so_many_at_once_first_come_first_served()
    {
        using var limiter = new RequestLimiter(double.PositiveInfinity, 2, _time);
        var first = await limiter.AcquireAsync(default);
        await limiter.AcquireAsync(default);
        var third = limiter.AcquireAsync(default).AsTask();
        var fourth = limiter.AcquireAsync(default).AsTask();

        Assert.False(third.IsCompleted);
        first.Dispose();
        (await third).Dispose();
        await fourth;
    }

    [Fact]
    public async Task one_who_gives_up_takes_no_permit()
    {
        using var limiter = new RequestLimiter(double.PositiveInfinity, 1, _time);
        using var source = new CancellationTokenSource();
        var first = await limiter.AcquireAsync(default);
        var impatient = limiter.AcquireAsync(source.Token).AsTask();
        var patient = limiter.AcquireAsync(default).AsTask();

        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        first.Dispose();

        (await patient).Dispose();
        (await limiter.AcquireAsync(default)).Dispose();
    }

    [Fact]
    public async Task a_pause_holds_everyone_until_it_is_over()
    {
        using var limiter = new RequestLimiter(double.PositiveInfinity, 10, _time);
        limiter.Pause(TimeSpan.FromSeconds(5));
        var waiting = limiter.AcquireAsync(default).AsTask();

        _time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.2));

        await waiting;
    }

    [Fact]
    public async Task the_strictest_setting_holds()
    {
        using var limiter = new RequestLimiter(100, 100, _time);
        limiter.Tighten(50, 1);
        limiter.Tighten(80, 5);
        await limiter.AcquireAsync(default);

        Assert.False(limiter.AcquireAsync(default).AsTask().IsCompleted);
    }

    [Fact]
    public async Task a_throttled_answer_holds_back_the_others_with_the_same_token()
    {
        var options = new ApiOptions { AttemptTimeout = TimeSpan.FromHours(1), Retry = { MaxAttempts = 1 } };
        var handler = StubHandler.Always(attempt =>
        {
            var response = StubHandler.Json("{}", attempt == 1 ? System.Net.HttpStatusCode.TooManyRequests : System.Net.HttpStatusCode.OK);
            response.Headers.TryAddWithoutValidation("Retry-After", "10");
            return response;
        });
        var transport = TestApi.Over(handler, options, time: _time);
        var other = TestApi.Over(handler, options, time: _time);

        await Assert.ThrowsAsync<RateLimitedException>(() => transport.Read());
        var held = other.Read();
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.Single(handler.Requests);
        _time.Advance(TimeSpan.FromSeconds(2));
        await held;

        Assert.Equal(2, handler.Requests.Count);
    }

    [Theory]
    [InlineData("https://one.example.org/a", "https://one.example.org/b", null, "t1", "t1", true)]
    [InlineData("https://one.example.org/a", "https://one.example.org/a", null, "t1", "t2", false)]
    [InlineData("https://one.example.org/a", "https://two.example.org/a", null, "t1", "t1", false)]
    [InlineData("https://one.example.org/a", "https://two.example.org/a", "group", "t1", "t1", true)]
    public async Task one_host_or_group_and_one_token_share_a_limiter(string one, string two, string? group, string token, string otherToken, bool shared)
    {
        var entered = 0;
        var release = new TaskCompletionSource();
        using var handler = new StubHandler(async (_, _, _) =>
        {
            Interlocked.Increment(ref entered);
            await release.Task;
            return StubHandler.Json("{}");
        });
        var registry = new ConnectionRegistry(handler);
        var options = TestApi.Quick();
        options.Limit.ConcurrentRequests = 2;
        options.Limit.Share = 0.5;
        var first = new ApiTransport(TestApi.Platform, new Uri(one), ApiCredential.Bearer(token), options, registry, limitGroup: group).Read();
        var second = new ApiTransport(TestApi.Platform, new Uri(two), ApiCredential.Bearer(otherToken), options, registry, limitGroup: group).Read();

        await TestApi.Eventually(() => Volatile.Read(ref entered) == (shared ? 1 : 2));
        Assert.False(first.IsCompleted);
        release.SetResult();
        await Task.WhenAll(first, second);
    }
}
