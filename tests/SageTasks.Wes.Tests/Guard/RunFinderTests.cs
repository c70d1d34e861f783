using System.Globalization;
using SageTasks.ContractSuites;
using SageTasks.Http;
using SageTasks.Runs;
using SageTasks.Testing;
using SageTasks.Wes.Tests.Local;
using SageTasks.Wes.Tests.Stubs;

namespace SageTasks.Wes.Tests.Guard;

/// <summary>What a look-up asks, what it believes, and when it says that it could not look everywhere.</summary>
public sealed class RunFinderTests
{
    private static readonly SubmissionKey Key = SubmissionKey.Parse("abcdefghijklmnopqrstuvwxyz");

    [Theory]
    [InlineData(LocalWesPersonality.Sapporo)]
    [InlineData(LocalWesPersonality.Ngs360)]
    [InlineData(LocalWesPersonality.DnaStack)]
    public async Task A_filter_that_was_proven_saves_reading_the_list(LocalWesPersonality personality)
    {
        await using var wes = await WithHistoryAsync(personality, 1_000);
        var id = wes.AddPastRun(new PastWesRun { Tags = Tags() });
        History(wes, 200);
        var finder = new WesRuns(wes.Connect());

        var found = await finder.FindAsync([Key]);
        var again = await finder.FindAsync([Key]);
        var absent = await finder.FindAsync([SubmissionKey.Parse("zyxwvutsrqponmlkjihgfedcba")]);

        Assert.Equal(id, Assert.Single(found.Runs).Id);
        Assert.Equal(5, found.Requests); // two pages, two canaries, the question
        Assert.Equal(2, again.Requests);
        Assert.True(absent.IsComplete);
        Assert.Equal(5, absent.Requests); // an empty answer is asked for three times, and the canary in between
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_limits_before_it_filters_is_not_believed(bool isShared)
    {
        var server = new ListedRuns { LimitsBeforeItFilters = true };
        for (var count = 0; count < 350; count++)
        {
            server.Add(("project", isShared ? "x" : $"x{count}"));
        }

        var id = server.Add((RunTags.Key, Key.Value));

        Assert.Equal(id, Assert.Single((await new WesRuns(server).FindAsync([Key])).Runs).Id);
    }

    [Fact]
    public async Task The_guards_own_tag_proves_the_filter_where_a_run_behind_the_first_page_has_one()
    {
        var server = new ListedRuns();
        for (var count = 0; count < 250; count++)
        {
            server.Add(("past", $"p{count}"));
        }

        server.Runs[120] = server.Runs[120] with { Request = server.Runs[120].Request with { Tags = new Dictionary<string, string> { ["a"] = "b", [RunTags.Key] = "otherotherotherotherotherot" } } };
        var runs = new WesRuns(server);

        Assert.Equal(RunLookupOutcome.AbsentComplete, (await runs.FindAsync([Key])).Outcome);
        Assert.Equal([null, null, "otherotherotherotherotherot"], server.Pages.Take(3).Select(page => page.Tag));
    }

    [Fact]
    public async Task A_filter_that_failed_its_proof_is_not_tried_at_every_look()
    {
        var server = new ListedRuns { LimitsBeforeItFilters = true };
        for (var count = 0; count < 350; count++)
        {
            server.Add(("past", $"p{count}"));
        }

        var runs = new WesRuns(server);
        var first = await runs.FindAsync([Key]);
        var second = await runs.FindAsync([Key]);

        Assert.True(first.Requests > second.Requests);
        Assert.All(server.Pages.Skip(first.Requests), page => Assert.Null(page.Tag));
    }

    [Theory]
    [InlineData(LocalWesPersonality.Sapporo)]
    [InlineData(LocalWesPersonality.Ngs360)]
    public async Task A_filter_that_is_ignored_is_not_believed_and_the_list_is_read(LocalWesPersonality personality)
    {
        await using var wes = await WithHistoryAsync(personality, 350);
        var id = wes.AddPastRun(new PastWesRun { Tags = Tags() });
        History(wes, 150);
        wes.Faults.Add(new FaultRule { Kind = FaultKind.IgnoreSearch, Route = "GET /runs", Probability = 1 });

        var found = await new WesRuns(wes.Connect()).FindAsync([Key]);

        Assert.Equal(id, Assert.Single(found.Runs).Id);
        Assert.True(found.IsComplete);
    }

    [Fact]
    public async Task A_run_that_carried_the_key_and_cannot_be_read_now_leaves_the_look_up_incomplete()
    {
        await using var wes = await WithHistoryAsync(LocalWesPersonality.Wes10, 3);
        wes.AddPastRun(new PastWesRun { Tags = Tags() });
        var hiding = new HidingHandler();
        var finder = new WesRuns(wes.Connect(options => options.Http.Handler = hiding));
        Assert.Single((await finder.FindAsync([Key])).Runs);
        hiding.HidesRuns = true;

        var found = await finder.FindAsync([Key]);

        Assert.False(found.IsComplete);
        Assert.Contains("carries the key", found.IncompleteBecause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LocalWesPersonality.Spec)]
    [InlineData(LocalWesPersonality.Ngs360)]
    public async Task Pages_that_shift_or_come_empty_by_mistake_hide_no_run(LocalWesPersonality personality)
    {
        await using var wes = await WithHistoryAsync(personality, 250);
        var id = wes.AddPastRun(new PastWesRun { Tags = Tags() });
        History(wes, 250);
        wes.Faults.Add(new FaultRule { Kind = FaultKind.ShiftPages, Route = "GET /runs", Probability = 1, After = 1, Times = 2 });
        wes.Faults.Add(new FaultRule { Kind = FaultKind.EmptyList, Route = "GET /runs", Nth = [1, 4, 8] });
        wes.Faults.Add(new FaultRule { Kind = FaultKind.IgnoreSearch, Route = "GET /runs", Probability = 1 });

        var found = await new WesRuns(wes.Connect()).FindAsync([Key]);

        Assert.Equal(id, Assert.Single(found.Runs).Id);
        Assert.True(found.IsComplete);
    }

    [Fact]
    public async Task A_list_without_tags_is_read_run_by_run_once_and_within_bounds()
    {
        await using var wes = await WithHistoryAsync(LocalWesPersonality.Wes10, 60);
        var id = wes.AddPastRun(new PastWesRun { Tags = Tags() });
        var finder = new WesRuns(wes.Connect());

        var first = await finder.FindAsync([Key]);
        var second = await finder.FindAsync([Key]);
        var bounded = await new WesRuns(wes.Connect(), new WesRunsOptions { MaxReads = 20 }).FindAsync([SubmissionKey.Parse("zyxwvutsrqponmlkjihgfedcba")]);

        Assert.Equal(id, Assert.Single(first.Runs).Id);
        Assert.NotNull(Assert.Single(first.Runs).CompletedAt);
        Assert.Equal(63, first.Requests); // a page, every run, and the one found as it is now
        Assert.Equal(2, second.Requests);
        Assert.Equal(RunLookupOutcome.Incomplete, bounded.Outcome);
        Assert.Contains("61 runs", bounded.IncompleteBecause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_that_show_empty_tags_for_every_run_are_not_believed()
    {
        var stub = new StubWes()
            .On("GET", "/runs", """{"runs":[{"run_id":"a","state":"RUNNING","tags":{}}],"next_page_token":""}""")
            .On("GET", "/runs/a", """{"run_id":"a","state":"RUNNING","request":{"tags":{"sagetasks-key":"KEY","sagetasks-nonce":"abcdefgh"}}}""".Replace("KEY", Key.Value, StringComparison.Ordinal));

        var found = await new WesRuns(StubWes.Client(stub, options => options.TagFilter = WesTagFilter.None)).FindAsync([Key]);

        Assert.Equal("abcdefgh", Assert.Single(found.Runs).Tag!.Nonce);
    }

    [Fact]
    public async Task Tags_that_were_not_told_are_read_again_and_told_ones_are_remembered()
    {
        var stub = new StubWes()
            .On("GET", "/runs", """{"runs":[{"run_id":"a","state":"RUNNING"},{"run_id":"b","state":"RUNNING"}]}""")
            .On("GET", "/runs/a", """{"run_id":"a","state":"RUNNING","request":{}}""")
            .On("GET", "/runs/b", """{"run_id":"b","state":"RUNNING","request":{"tags":{}}}""");
        var runs = new WesRuns(StubWes.Client(stub, options => options.TagFilter = WesTagFilter.None));
        Assert.Empty((await runs.FindAsync([Key])).Runs);
        stub.On("GET", "/runs/a", """{"run_id":"a","state":"RUNNING","request":{"tags":{"sagetasks-key":"KEY"}}}""".Replace("KEY", Key.Value, StringComparison.Ordinal));

        Assert.Equal("a", Assert.Single((await runs.FindAsync([Key])).Runs).Id);
        Assert.Single(stub.Asked, "GET /runs/b");
    }

    [Fact]
    public async Task A_list_that_is_longer_than_it_may_be_or_never_ends_is_incomplete()
    {
        await using var wes = await WithHistoryAsync(LocalWesPersonality.Spec, 30);
        var stub = new StubWes().On("GET", "/runs", """{"runs":[{"run_id":"a","tags":{"k":"v"}}],"next_page_token":"again"}""");

        var longer = await new WesRuns(wes.Connect(), new WesRunsOptions { PageSize = 10, MaxPages = 2 }).FindAsync([Key]);
        var endless = await new WesRuns(StubWes.Client(stub, options => options.TagFilter = WesTagFilter.None)).FindAsync([Key]);

        Assert.Contains("more than 2 pages", longer.IncompleteBecause, StringComparison.Ordinal);
        Assert.False(endless.IsComplete);
    }

    [Fact]
    public async Task Runs_that_sapporo_has_deleted_are_not_there()
    {
        var run = """{"run_id":"a","state":"DELETED","tags":{"sagetasks-key":"KEY"}}""".Replace("KEY", Key.Value, StringComparison.Ordinal);
        var stub = new StubWes().On("GET", "/runs", $"{{\"runs\":[{run}],\"next_page_token\":null}}").On("GET", "/runs/a", run);
        var runs = new WesRuns(StubWes.Client(stub, options => options.TagFilter = WesTagFilter.None), timeProvider: new SkippingTime());

        Assert.Equal(RunLookupOutcome.AbsentComplete, (await runs.FindAsync([Key])).Outcome);
        Assert.Null(await runs.GetAsync("a"));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(400)]
    public async Task An_unknown_id_is_no_run_only_where_the_list_may_be_read(int status)
    {
        var stub = new StubWes().On("GET", "/runs?", """{"runs":[]}""").On("GET", "/runs/a", """{"msg":"no"}""", status);
        Assert.Null(await new WesRuns(StubWes.Client(stub)).GetAsync("a"));

        stub.On("GET", "/runs?", """{"msg":"no"}""", 403);
        await Assert.ThrowsAsync<AccessDeniedException>(() => new WesRuns(StubWes.Client(stub)).GetAsync("a"));
    }

    [Fact]
    public async Task Many_runs_are_read_from_pages_and_the_rest_one_by_one()
    {
        await using var wes = await WithHistoryAsync(LocalWesPersonality.Spec, 120);
        string[] wanted = [.. wes.Runs.Skip(100).Select(run => run.Id), wes.Runs[0].Id, Guid.NewGuid().ToString()];

        var many = await new WesRuns(wes.Connect()).GetManyAsync(wanted);

        Assert.Equal(wanted[..^1].Order(StringComparer.Ordinal), many.Select(run => run.Id).Order(StringComparer.Ordinal));
    }

    private static Dictionary<string, string> Tags() => new() { [RunTags.Key] = Key.Value, [RunTags.Nonce] = "abcdefgh" };

    private static async Task<LocalWes> WithHistoryAsync(LocalWesPersonality personality, int count)
    {
        var wes = await LocalWes.StartAsync(new LocalWesOptions { Personality = personality, IsScripted = true });
        History(wes, count);
        return wes;
    }

    private static void History(LocalWes wes, int count)
    {
        for (var index = 0; index < count; index++)
        {
            wes.AddPastRun(new PastWesRun { Tags = new Dictionary<string, string> { ["past"] = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture) } });
        }
    }

    private sealed class HidingHandler() : DelegatingHandler(new SocketsHttpHandler())
    {
        public bool HidesRuns { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            HidesRuns && request.RequestUri!.Segments[^2] == "runs/"
                ? Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.NotFound) { RequestMessage = request, Content = new StringContent("{}") })
                : base.SendAsync(request, cancellationToken);
    }
}
