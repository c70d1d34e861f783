using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SageTasks.ContractSuites;

namespace SageTasks.Testing.Tests;

public sealed class FaultTests
{
    [Fact]
    public async Task a_dropped_reply_commits_and_a_dropped_request_does_not()
    {
        await using var platform = await CounterPlatform.StartAsync(
            new FaultRule { Kind = FaultKind.DropReply, Route = "POST /items", Nth = [1] },
            new FaultRule { Kind = FaultKind.DropRequest, Route = "POST /items", Nth = [2] });

        await Assert.ThrowsAsync<HttpRequestException>(() => platform.AddAsync("a"));
        await Assert.ThrowsAsync<HttpRequestException>(() => platform.AddAsync("b"));
        (await platform.AddAsync("c")).EnsureSuccessStatusCode();

        Assert.Equal(["a", "c"], platform.Journal.OfKind("item").Select(e => e.Id));
    }

    [Fact]
    public async Task a_route_is_struck_under_its_prefix_too()
    {
        await using var platform = await CounterPlatform.StartAsync(new FaultRule { Kind = FaultKind.FailBefore, Route = "POST /items", Nth = [1, 2] });

        using var plain = await platform.AddAsync("a");
        using var prefixed = await platform.Http.PostAsync(new Uri("/api/items", UriKind.Relative), new StringContent("b"));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable), (plain.StatusCode, prefixed.StatusCode));
        Assert.Equal(2, platform.Faults.Injected[FaultKind.FailBefore]);
    }

    [Fact]
    public async Task a_late_commit_happens_after_the_client_was_cut_off()
    {
        var time = new SkippingTime();
        await using var platform = await CounterPlatform.StartAsync(
            time, new FaultRule { Kind = FaultKind.LateCommit, Route = "POST /items", Nth = [1], Delay = TimeSpan.FromSeconds(5) });

        using (time.Hold())
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => platform.AddAsync("late"));
            Assert.Equal(1, platform.Faults.Waiting);
            Assert.Equal(0, platform.Journal.Count);
        }

        await Eventually.HoldsAsync(() => platform.Journal.Count == 1, "the late request is handled");
        Assert.Equal("late", platform.Journal.Entries[0].Id);
        await Eventually.HoldsAsync(() => platform.Faults.Waiting == 0, "nothing waits any more");
    }

    [Fact]
    public async Task a_delayed_request_is_handled_though_its_client_gave_up()
    {
        var time = new SkippingTime();
        await using var platform = await CounterPlatform.StartAsync(
            time, new FaultRule { Kind = FaultKind.Delay, Route = "POST /items", Nth = [1], Delay = TimeSpan.FromSeconds(3) });
        using var impatient = new CancellationTokenSource();

        using (time.Hold())
        {
            var posting = platform.Http.PostAsync(new Uri("/items", UriKind.Relative), new StringContent("a"), impatient.Token);
            await Eventually.HoldsAsync(() => platform.Faults.Injected.GetValueOrDefault(FaultKind.Delay) == 1, "the request is held back");
            await impatient.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => posting);
        }

        await Eventually.HoldsAsync(() => platform.Journal.Count == 1, "the request is committed");
    }

    [Fact]
    public async Task a_doubled_delivery_commits_twice_for_one_answer()
    {
        await using var platform = await CounterPlatform.StartAsync(
            new FaultRule { Kind = FaultKind.DeliverTwice, Route = "POST /items", Nth = [1] });

        (await platform.AddAsync("a")).EnsureSuccessStatusCode();

        Assert.Equal(2, platform.Journal.Count);
    }

    [Theory]
    [InlineData(FaultKind.FailBefore, null, 503, 0)]
    [InlineData(FaultKind.FailAfter, null, 502, 1)]
    [InlineData(FaultKind.FailAfter, 504, 504, 1)]
    [InlineData(FaultKind.Throttle, null, 429, 0)]
    public async Task failures_come_before_or_after_the_commit(FaultKind kind, int? status, int expected, int commits)
    {
        await using var platform = await CounterPlatform.StartAsync(new FaultRule { Kind = kind, Nth = [1], Status = status });

        using var answer = await platform.AddAsync("a");

        Assert.Equal(expected, (int)answer.StatusCode);
        Assert.Equal(commits, platform.Journal.Count);
    }

    [Fact]
    public async Task a_cut_body_announces_its_whole_length_and_breaks_off()
    {
        await using var platform = await CounterPlatform.StartAsync(new FaultRule { Kind = FaultKind.CutBody, Route = "GET /big", Nth = [1] });

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => platform.GetAsync("/big"));
        using var whole = await platform.GetAsync("/big");

        Assert.Equal(100_000, (await whole.Content.ReadAsByteArrayAsync()).Length);
    }

    [Fact]
    public async Task the_clock_is_skewed_in_the_date_header_while_faults_are_on()
    {
        await using var platform = await CounterPlatform.StartAsync(
            new FaultRule { Kind = FaultKind.SkewClock, Probability = 1, Skew = TimeSpan.FromHours(-3) });

        using var skewed = await platform.GetAsync("/big");
        platform.Faults.Enabled = false;
        using var right = await platform.GetAsync("/big");

        Assert.InRange(DateTimeOffset.UtcNow - skewed.Headers.Date!.Value, TimeSpan.FromHours(2.9), TimeSpan.FromHours(3.1));
        Assert.InRange(DateTimeOffset.UtcNow - right.Headers.Date!.Value, TimeSpan.FromMinutes(-5), TimeSpan.FromMinutes(5));
    }

    [Fact]
    public void one_seed_gives_one_sequence_and_another_seed_another()
    {
        Assert.Equal(Sequence(1), Sequence(1));
        Assert.NotEqual(Sequence(1), Sequence(2));
        Assert.InRange(Sequence(1).Count(struck => struck), 220, 380);

        static List<bool> Sequence(int seed)
        {
            var rule = new FaultRule { Kind = FaultKind.DropReply, Route = "POST /a", Probability = 0.3 };
            var faults = new FaultInjector(new FaultPlan { Seed = seed, Rules = [rule] });
            return [.. Enumerable.Range(0, 1000).Select(_ => faults.Draw(FaultKind.DropReply, "POST", "/a") is not null)];
        }
    }

    [Fact]
    public void each_stroke_waits_for_a_time_of_its_own_between_the_limits()
    {
        var waits = Waits(1);

        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)));
        Assert.Equal(100, waits.Distinct().Count());
        Assert.InRange(waits.Max() - waits.Min(), TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(2));
        Assert.Equal(waits, Waits(1));
        Assert.NotEqual(waits, Waits(2));

        static List<TimeSpan> Waits(int seed)
        {
            var rule = new FaultRule { Kind = FaultKind.HideFromLists, Probability = 1, Delay = TimeSpan.FromSeconds(1), MaxDelay = TimeSpan.FromSeconds(3) };
            var faults = new FaultInjector(new FaultPlan { Seed = seed, Rules = [rule] });
            return [.. Enumerable.Range(0, 100).Select(_ => faults.Draw(FaultKind.HideFromLists, "POST", "/a")!.Value.Wait)];
        }
    }

    [Fact]
    public void a_rule_strikes_where_and_as_often_as_it_says()
    {
        var faults = new FaultInjector(new FaultPlan
        {
            Rules = [new FaultRule { Kind = FaultKind.EmptyList, Route = "GET /workflow/*", Probability = 1, After = 1, Times = 2 }],
        });

        Assert.Null(faults.Draw(FaultKind.EmptyList, "GET", "/workflow"));
        Assert.Null(faults.Draw(FaultKind.EmptyList, "POST", "/workflow/1"));
        Assert.Null(faults.Draw(FaultKind.IgnoreSearch, "GET", "/workflow/1"));
        var strikes = Enumerable.Range(0, 5).Select(_ => faults.Draw(FaultKind.EmptyList, "GET", "/workflow/1") is not null);
        Assert.Equal([false, true, true, false, false], strikes);
        Assert.Equal(2, faults.Injected[FaultKind.EmptyList]);
    }

    [Fact]
    public async Task faults_are_read_changed_and_switched_off_over_http()
    {
        await using var platform = await CounterPlatform.StartAsync(new FaultRule { Kind = FaultKind.FailBefore, Probability = 1 });
        using var failed = await platform.AddAsync("a");

        var control = new Uri("/_local/faults", UriKind.Relative);
        using var off = await platform.Http.PutAsync(control, new StringContent("""{"enabled":false}"""));
        using var works = await platform.AddAsync("b");
        var status = await platform.Http.GetFromJsonAsync<JsonElement>(control);
        using var wrong = await platform.Http.PutAsync(control, new StringContent("""{"enabeld":true}"""));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, failed.StatusCode);
        Assert.Equal(HttpStatusCode.OK, works.StatusCode);
        Assert.False(status.GetProperty("enabled").GetBoolean());
        Assert.Equal(1, status.GetProperty("injected").GetProperty("FailBefore").GetInt32());
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
    }

    [Fact]
    public void a_plan_round_trips_through_json()
    {
        var plan = new FaultPlan
        {
            Seed = 3,
            Rules = [new FaultRule { Kind = FaultKind.HideFromLists, Route = "POST /workflow/launch", Probability = 0.5, MaxDelay = TimeSpan.FromSeconds(2) }],
        };

        var back = FaultPlan.Parse(plan.ToJson());

        Assert.Equal(plan.Seed, back.Seed);
        Assert.Equal(plan.ToJson(), back.ToJson());
    }

    [Theory]
    [InlineData("""{"rules":[{"kind":"DropReply"}]}""", "never strike")]
    [InlineData("""{"rules":[{"kind":"DropReply","probability":2}]}""", "between 0 and 1")]
    [InlineData("""{"rules":[{"kind":"DropReply","probability":1,"route":"/workflow"}]}""", "not a method and a path")]
    [InlineData("""{"rules":[{"kind":"FailAfter","probability":1,"status":200}]}""", "server error")]
    [InlineData("""{"rules":[{"kind":"Gremlin","probability":1}]}""", "kind")]
    [InlineData("""{"rule":[]}""", "rule")]
    [InlineData("null", "null")]
    public void a_plan_that_makes_no_sense_is_refused(string json, string why)
    {
        var error = Assert.Throws<FormatException>(() => FaultPlan.Parse(json));

        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }
}
