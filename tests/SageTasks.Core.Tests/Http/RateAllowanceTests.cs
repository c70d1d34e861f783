using SageTasks.ContractSuites;

namespace SageTasks.Http.Tests;

/// <summary>The limiter fed by what a server says is left, by a clock that the test moves.</summary>
public class RateAllowanceTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task nobody_starts_when_nothing_is_left_until_the_window_ends()
    {
        using var limiter = new RequestLimiter(double.PositiveInfinity, 10, _time);
        using (var first = await limiter.AcquireAsync(default))
        {
            limiter.Observe(first, new RateAllowance(1000, 1, TimeSpan.FromSeconds(100)), 1);
        }

        (await limiter.AcquireAsync(default)).Dispose();
        var second = limiter.AcquireAsync(default).AsTask();
        _time.Advance(TimeSpan.FromSeconds(99));
        Assert.False(second.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));

        (await second).Dispose();
    }

    [Fact]
    public async Task an_answer_that_was_overtaken_gives_nothing_back()
    {
        using var limiter = new RequestLimiter(double.PositiveInfinity, 10, _time);
        var overtaken = await limiter.AcquireAsync(default);
        var latest = await limiter.AcquireAsync(default);
        limiter.Observe(latest, new RateAllowance(1000, 0, TimeSpan.FromSeconds(100)), 1);
        limiter.Observe(overtaken, new RateAllowance(1000, 500, TimeSpan.FromSeconds(101)), 1);
        limiter.Observe(latest, new RateAllowance(1000, 500, TimeSpan.FromSeconds(2)), 1);

        Assert.False(limiter.AcquireAsync(default).AsTask().IsCompleted);
        limiter.Observe(overtaken, new RateAllowance(1000, 500, TimeSpan.FromSeconds(300)), 1);
        (await limiter.AcquireAsync(default)).Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task of_requests_that_the_server_counted_in_another_order_the_lowest_number_holds(bool inOrder)
    {
        using var limiter = new RequestLimiter(double.PositiveInfinity, 10, _time);
        using (var opening = await limiter.AcquireAsync(default))
        {
            limiter.Observe(opening, new RateAllowance(1000, 2, TimeSpan.FromSeconds(100)), 1);
        }

        var (first, second) = (await limiter.AcquireAsync(default), await limiter.AcquireAsync(default));
        foreach (var (permit, remaining) in inOrder ? [(first, 0), (second, 1)] : new[] { (second, 1), (first, 0) })
        {
            limiter.Observe(permit, new RateAllowance(1000, remaining, TimeSpan.FromSeconds(100)), 1);
            permit.Dispose();
        }

        Assert.False(limiter.AcquireAsync(default).AsTask().IsCompleted);
    }

    [Fact]
    public async Task a_window_that_ends_soon_is_one_of_its_own()
    {
        using var limiter = new RequestLimiter(double.PositiveInfinity, 10, _time);
        await ObserveAsync(remaining: 5, seconds: 2);
        await ObserveAsync(remaining: 0, seconds: 2);
        Assert.False(limiter.AcquireAsync(default).AsTask().IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(2));
        await ObserveAsync(remaining: 5, seconds: 2);

        await ObserveAsync(remaining: 4, seconds: 2);

        async Task ObserveAsync(long remaining, int seconds)
        {
            var permit = limiter.AcquireAsync(default);
            Assert.True(permit.IsCompleted);
            using var held = await permit;
            limiter.Observe(held, new RateAllowance(1000, remaining, TimeSpan.FromSeconds(seconds)), 1);
        }
    }

    [Fact]
    public async Task an_answer_that_took_long_opens_no_new_window()
    {
        using var limiter = new RequestLimiter(double.PositiveInfinity, 10, _time);
        var slow = await limiter.AcquireAsync(default);
        var quick = await limiter.AcquireAsync(default);
        limiter.Observe(quick, new RateAllowance(1000, 0, TimeSpan.FromSeconds(100)), 1);
        _time.Advance(TimeSpan.FromSeconds(20));
        limiter.Observe(slow, new RateAllowance(1000, 500, TimeSpan.FromSeconds(100)), 1);

        Assert.False(limiter.AcquireAsync(default).AsTask().IsCompleted);
    }

    [Fact]
    public async Task requests_that_the_server_does_not_count_are_not_counted_here()
    {
        using var limiter = new RequestLimiter(double.PositiveInfinity, 10, _time);
        for (var request = 0; request < 5; request++)
        {
            var permit = limiter.AcquireAsync(default);
            Assert.True(permit.IsCompleted);
            using var held = await permit;
            limiter.Observe(held, new RateAllowance(3, 3, TimeSpan.FromSeconds(100)), 1);
        }
    }

    [Fact]
    public async Task others_keep_their_share_and_what_is_under_way_counts_as_gone()
    {
        using var limiter = new RequestLimiter(double.PositiveInfinity, 10, _time);
        await limiter.AcquireAsync(default);
        var answered = await limiter.AcquireAsync(default);
        limiter.Observe(answered, new RateAllowance(1000, 502, TimeSpan.FromSeconds(100)), 0.5);

        await limiter.AcquireAsync(default);
        Assert.False(limiter.AcquireAsync(default).AsTask().IsCompleted);
    }

    [Theory]
    [InlineData("999", "1000000060", 60)]
    [InlineData("999", "1000000000", null)]
    [InlineData("999", "soon", null)]
    [InlineData(null, "1000000060", null)]
    public void only_a_window_to_come_is_believed_by_the_servers_clock(string? remaining, string reset, int? expected)
    {
        using var response = new HttpResponseMessage();
        response.Headers.Date = DateTimeOffset.FromUnixTimeSeconds(1_000_000_000);
        response.Headers.TryAddWithoutValidation("R", remaining);
        response.Headers.TryAddWithoutValidation("T", reset);

        var allowance = RateAllowance.Read(response, new RateLimitHeaders { Limit = "L", Remaining = "R", Reset = "T" }, DateTimeOffset.UnixEpoch);

        Assert.Equal(expected is { } seconds ? TimeSpan.FromSeconds(seconds + 1) : null, allowance?.ResetIn);
    }
}
