using System.Net;
using SageTasks.ContractSuites;

namespace SageTasks.Http.Tests;

/// <summary>How long a repetition waits: never less than the jittered minimum, never less than the server asks, never beyond the budget.</summary>
public class RetryDelayTests
{
    private static readonly RetryOptions Defaults = new();

    [Fact]
    public void a_server_that_asks_for_no_wait_does_not_cause_a_hot_loop()
    {
        for (var i = 0; i < 1000; i++)
        {
            Assert.InRange(RetryDelays.Next(Defaults, 1, TimeSpan.Zero).TotalMilliseconds, 350, 525);
            Assert.InRange(RetryDelays.Next(Defaults, 3, TimeSpan.Zero).TotalMilliseconds, 1400, 2100);
        }
    }

    [Fact]
    public void doubling_ends_at_the_maximum_however_many_attempts()
    {
        Assert.InRange(RetryDelays.Next(Defaults, 20, null).TotalSeconds, 30, 45);
        Assert.InRange(RetryDelays.Next(Defaults, 100_000, null).TotalSeconds, 30, 45);
    }

    [Fact]
    public void what_the_server_asks_for_is_waited_for_and_callers_are_spread()
    {
        var waits = Enumerable.Range(0, 100).Select(_ => RetryDelays.Next(Defaults, 1, TimeSpan.FromSeconds(60)).TotalSeconds).ToList();

        Assert.All(waits, wait => Assert.InRange(wait, 60, 61));
        Assert.True(waits.Distinct().Count() > 50);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("0", 0)]
    [InlineData("1.5", 1.5)]
    [InlineData("Thu, 01 Jan 2026 00:00:30 GMT", 30)]
    [InlineData("Wed, 31 Dec 2025 00:00:00 GMT", 0)]
    [InlineData("99999999999", 86400)]
    public void retry_after_is_read_as_seconds_and_as_a_date_by_the_servers_clock(string header, double seconds)
    {
        var serverTime = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        var asked = RetryDelays.Asked(TestApi.Platform, Answer("Retry-After", header, serverTime), serverTime.AddDays(400));

        Assert.Equal(TimeSpan.FromSeconds(seconds), asked);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("-1")]
    [InlineData("")]
    public void nonsense_asks_for_nothing(string header) =>
        Assert.Null(RetryDelays.Asked(TestApi.Platform, Answer("Retry-After", header, null), DateTimeOffset.UnixEpoch));

    [Fact]
    public void a_platforms_own_reset_header_counts_and_one_that_cant_be_read_does_not_break()
    {
        var platform = new ApiPlatform
        {
            Name = "Testing",
            TelemetryName = "SageTasks.TestApi",
            ReadResetDelay = answer => TimeSpan.FromSeconds(int.Parse(answer.Header("X-Reset")!)),
        };

        Assert.Equal(TimeSpan.FromSeconds(9), RetryDelays.Asked(platform, Answer("X-Reset", "9", null), DateTimeOffset.UnixEpoch));
        Assert.Null(RetryDelays.Asked(platform, Answer("X-Reset", "never", null), DateTimeOffset.UnixEpoch));
        Assert.Null(RetryDelays.Asked(platform, Answer("Other", "", null), DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public async Task retry_after_zero_still_waits_the_minimum_between_attempts()
    {
        var time = new ManualTime();
        var handler = StubHandler.Always(attempt => Throttled(attempt < 3, "0"));
        var running = TestApi.Over(handler, SlowToTimeOut(), time: time).Read();

        var first = await time.NextWaitAsync(TimeSpan.FromMinutes(1));
        time.Advance(TimeSpan.FromMilliseconds(349));
        Assert.Single(handler.Requests);
        time.Advance(TimeSpan.FromMilliseconds(200));
        await TestApi.Eventually(() => handler.Requests.Count == 2);
        var second = await time.NextWaitAsync(TimeSpan.FromMinutes(1));
        while (!running.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(1);
        }

        await running;
        Assert.InRange(first.TotalMilliseconds, 350, 525);
        Assert.InRange(second.TotalMilliseconds, 350, 1050);
    }

    [Fact]
    public async Task a_wait_beyond_the_budget_is_not_begun()
    {
        var handler = StubHandler.Always(_ => Throttled(true, "600"));

        var error = await Assert.ThrowsAsync<RateLimitedException>(() => TestApi.Over(handler, SlowToTimeOut(), time: new ManualTime()).Read());

        Assert.Single(handler.Requests);
        Assert.Equal(TimeSpan.FromSeconds(600), error.Error.RetryAfter);
        Assert.True(error.Error.CanRetry);
    }

    [Fact]
    public async Task attempts_and_waits_together_stay_within_the_budget()
    {
        var time = new ManualTime();
        var start = time.GetUtcNow();
        var options = SlowToTimeOut();
        options.Retry = new RetryOptions { MaxAttempts = 1000, TotalBudget = TimeSpan.FromMinutes(1) };
        var handler = StubHandler.Always(_ => StubHandler.Json("{}", HttpStatusCode.ServiceUnavailable));
        var running = TestApi.Over(handler, options, time: time).Read();

        while (await time.NextDelayAsync(running) is { } wait)
        {
            time.Advance(wait);
        }

        await Assert.ThrowsAsync<ServerFailureException>(() => running);
        Assert.InRange(time.GetUtcNow() - start, TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1));
        Assert.InRange(handler.Requests.Count, 5, 9);
    }

    private static ApiOptions SlowToTimeOut() => new() { AttemptTimeout = TimeSpan.FromHours(1), Retry = { TotalBudget = TimeSpan.FromMinutes(3) } };

    private static HttpResponseMessage Throttled(bool throttled, string retryAfter)
    {
        var response = StubHandler.Json("{}", throttled ? HttpStatusCode.TooManyRequests : HttpStatusCode.OK);
        response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        return response;
    }

    private static ApiAnswer Answer(string header, string value, DateTimeOffset? serverTime) => new()
    {
        Status = 429,
        Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [header] = value },
        ServerTime = serverTime,
    };
}
