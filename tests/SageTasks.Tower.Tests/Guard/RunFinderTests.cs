using SageTasks.ContractSuites;
using SageTasks.Runs;
using SageTasks.Tower.Tests.Stubs;

namespace SageTasks.Tower.Tests.Guard;

public sealed class RunFinderTests
{
    private static readonly SubmissionKey Key = SubmissionKey.Parse("abcdefghijklmnopqrstuvwxyz");
    private static readonly SubmissionKey Other = SubmissionKey.Parse("zyxwvutsrqponmlkjihgfedcba");

    private readonly ListedRuns _server = new();
    private readonly SkippingTime _time = new();

    private TowerRuns Runs => field ??= new TowerRuns(_server, timeProvider: _time);

    private static string Name(SubmissionKey key) => $"rnaseq-{key}-2a2b2c2d";

    [Fact]
    public async Task A_short_list_is_read_whole_in_one_request()
    {
        _server.AddMany(40);
        _server.Add(Name(Key));
        _server.AddMany(40);

        var found = await Runs.FindAsync([Key, Other]);

        Assert.Equal(Key, Assert.Single(found.Runs).Tag?.Key);
        Assert.True(found.IsComplete);
        Assert.Equal(1, found.Requests);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddDays(1), found.ServerTime);
    }

    [Fact]
    public async Task Attempts_and_twins_are_all_found_and_names_that_merely_contain_the_key_are_not()
    {
        _server.Add(Name(Key));
        _server.Add($"sarek-{Key}-3a3b3c3d");
        _server.Add($"rnaseq-{Key}-a2");
        _server.Add($"rnaseq-{Key}-2a2b2c2d-by-hand");
        _server.Add($"about-{Key}");

        var found = await Runs.FindAsync([Key]);

        Assert.Equal(3, found.Runs.Count);
        Assert.Equal([1, 1, 2], found.Runs.Select(run => run.Tag!.Attempt).Order());
    }

    [Fact]
    public async Task One_key_among_many_runs_is_searched_for_and_the_search_is_proven_first()
    {
        _server.AddMany(600);
        _server.Add(Name(Key));
        _server.AddMany(1400);

        var found = await Runs.FindAsync([Key]);
        var again = await Runs.FindAsync([Key]);

        Assert.Single(found.Runs);
        Assert.True(found.IsComplete);
        Assert.Equal(4, found.Requests);
        Assert.Equal(2, again.Requests);
        Assert.Contains(_server.Pages, page => page.Search?.StartsWith("happy-run-", StringComparison.Ordinal) == true);
        Assert.Contains(_server.Pages, page => page.Search?.StartsWith("no-", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_run_that_has_no_name_in_the_list_yet_is_asked_for_it_where_the_search_cannot_find_it()
    {
        _server.AddMany(2000);
        _server.Add(Name(Key), id: "fresh");
        _server.Distort = (_, search, page) => search == Key.Value ? ListedRuns.Empty : WithoutName(page, "fresh");

        var found = await Runs.FindAsync([Key]);

        Assert.Equal("fresh", Assert.Single(found.Runs).Id);
        Assert.True(found.IsComplete);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(2000)]
    public async Task A_run_without_a_name_that_cannot_be_read_leaves_the_look_up_incomplete(int others)
    {
        _server.AddMany(others);
        _server.Distort = (_, search, page) => search is null && page.Workflows.Count > 0
            ? WithoutName(page with { Workflows = [page.Workflows[0] with { Workflow = page.Workflows[0].Workflow with { Id = "gone" } }, .. page.Workflows.Skip(1)] }, "gone")
            : page;

        var found = await Runs.FindAsync([Key]);

        Assert.Equal(RunLookupOutcome.Incomplete, found.Outcome);
        Assert.Contains("gone", found.IncompleteBecause, StringComparison.Ordinal);
        Assert.True(found.IsIncompleteForNow);
    }

    [Fact]
    public async Task A_page_that_shows_a_run_twice_is_read()
    {
        _server.AddMany(2000);
        _server.Distort = (_, search, page) => search is null && page.Workflows.Count > 1
            ? page with { Workflows = [page.Workflows[0], page.Workflows[0], .. page.Workflows.Skip(2)] }
            : page;

        Assert.Equal(RunLookupOutcome.AbsentComplete, (await Runs.FindAsync([Key])).Outcome);
    }

    [Fact]
    public async Task Absence_among_many_runs_is_searched_for_more_than_once()
    {
        _server.AddMany(2000);

        var found = await Runs.FindAsync([Key]);

        Assert.Equal(RunLookupOutcome.AbsentComplete, found.Outcome);
        Assert.Equal(3, _server.Pages.Count(page => page.Search == Key.Value));
    }

    [Fact]
    public async Task A_search_that_once_answers_with_an_empty_list_hides_nothing()
    {
        _server.AddMany(600);
        _server.Add(Name(Key));
        _server.AddMany(1400);
        var lies = 0;
        _server.Distort = (_, search, page) => search == Key.Value && ++lies <= 2 ? ListedRuns.Empty : page;

        Assert.Single((await Runs.FindAsync([Key])).Runs);
    }

    [Fact]
    public async Task A_search_that_the_server_ignores_is_not_believed_and_the_list_is_read()
    {
        _server.AddMany(50);
        _server.Add(Name(Key));
        _server.AddMany(1950);
        _server.IgnoresSearch = true;

        var found = await Runs.FindAsync([Key]);

        Assert.Single(found.Runs);
        Assert.True(found.IsComplete);
    }

    [Fact]
    public async Task A_search_that_is_ignored_once_after_it_was_proven_is_caught_by_its_rows()
    {
        _server.AddMany(50);
        _server.Add(Name(Key));
        _server.AddMany(1950);
        _server.Distort = (_, search, page) => search == Key.Value
            ? page with { Workflows = [.. _server.Runs.Take(100)], TotalSize = 100, HasMore = false }
            : page;

        Assert.Single((await Runs.FindAsync([Key])).Runs);
    }

    [Fact]
    public async Task A_search_that_finds_nothing_at_all_is_not_believed()
    {
        _server.AddMany(50);
        _server.Add(Name(Key));
        _server.AddMany(1950);
        _server.Distort = (_, search, page) => search is null ? page : ListedRuns.Empty;

        Assert.Single((await Runs.FindAsync([Key])).Runs);
    }

    [Fact]
    public async Task Many_keys_share_one_reading_of_the_list()
    {
        var keys = Enumerable.Range(0, 500).Select(KeyOf).ToList();
        foreach (var key in keys)
        {
            _server.Add(Name(key));
        }

        _server.AddMany(500);

        var found = await Runs.FindAsync(keys);

        Assert.Equal(500, found.Runs.Count);
        Assert.Equal(11, found.Requests);
    }

    [Fact]
    public async Task An_empty_workspace_is_believed_only_after_several_looks()
    {
        var found = await Runs.FindAsync([Key]);

        Assert.Equal(RunLookupOutcome.AbsentComplete, found.Outcome);
        Assert.Equal(4, found.Requests);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task An_empty_list_by_mistake_hides_nothing(int lies)
    {
        _server.Add(Name(Key));
        _server.Distort = (request, _, page) => request <= lies ? ListedRuns.Empty : page;

        Assert.Single((await Runs.FindAsync([Key])).Runs);
    }

    [Fact]
    public async Task A_run_seen_before_refutes_an_empty_list()
    {
        _server.Add("happy-curie");
        await Runs.FindAsync([Key]);
        _server.Distort = (_, _, _) => ListedRuns.Empty;

        var found = await Runs.FindAsync([Key]);

        Assert.Equal(RunLookupOutcome.Incomplete, found.Outcome);
        Assert.Contains("empty list", found.IncompleteBecause, StringComparison.Ordinal);
        Assert.NotEmpty(_server.Described);
    }

    [Fact]
    public async Task A_run_that_was_deleted_since_no_longer_refutes_an_empty_list()
    {
        _server.Add("happy-curie");
        await Runs.FindAsync([Key]);
        _server.Runs.Clear();

        Assert.Equal(RunLookupOutcome.AbsentComplete, (await Runs.FindAsync([Key])).Outcome);
    }

    [Fact]
    public async Task An_empty_list_that_the_server_counts_otherwise_is_not_believed()
    {
        _server.AddMany(3);
        _server.Distort = (_, _, page) => page with { Workflows = [], HasMore = false };

        Assert.Equal(RunLookupOutcome.Incomplete, (await Runs.FindAsync([Key])).Outcome);
    }

    [Fact]
    public async Task A_page_that_the_server_left_out_is_noticed_by_the_count_and_read_again()
    {
        _server.AddMany(100);
        _server.Add(Name(Key));
        _server.AddMany(120);
        _server.Distort = (request, _, page) => request == 2 ? page with { Workflows = [.. page.Workflows.Take(1)], HasMore = false } : page;

        var found = await Runs.FindAsync([Key]);

        Assert.Single(found.Runs);
        Assert.True(found.IsComplete);
    }

    [Fact]
    public async Task A_list_that_stays_too_short_is_incomplete_and_says_so()
    {
        _server.AddMany(250);
        _server.Distort = (_, _, page) => page with { TotalSize = 300 };

        var found = await Runs.FindAsync([Key, Other]);

        Assert.Equal(RunLookupOutcome.Incomplete, found.Outcome);
        Assert.Contains("counts 300 runs, but shows 250", found.IncompleteBecause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_that_come_while_the_list_is_read_do_not_stop_it()
    {
        _server.Add(Name(Key));
        _server.AddMany(350);
        _server.Before = request => _server.AddMany(request > 1 ? 5 : 0);

        var found = await Runs.FindAsync([Key]);

        Assert.Single(found.Runs);
        Assert.True(found.IsComplete);
    }

    [Fact]
    public async Task Pages_that_shift_up_are_read_again()
    {
        _server.Add(Name(Key));
        _server.AddMany(350);
        _server.Before = request => _server.Runs.RemoveRange(0, request == 2 ? 4 : 0);

        var found = await Runs.FindAsync([Key]);

        Assert.Single(found.Runs);
        Assert.True(found.IsComplete);
    }

    [Fact]
    public async Task An_empty_answer_where_a_broken_list_is_begun_again_hides_nothing()
    {
        _server.Add(Name(Key));
        _server.AddMany(350);
        _server.Distort = (request, _, page) => request is 2 or 3 ? ListedRuns.Empty : page;

        var found = await Runs.FindAsync([Key]);

        Assert.Single(found.Runs);
        Assert.True(found.IsComplete);
    }

    [Fact]
    public async Task A_list_beyond_the_bound_is_incomplete_when_the_search_cannot_be_believed()
    {
        _server.AddMany(1500);
        _server.IgnoresSearch = true;

        var found = await new TowerRuns(_server, new TowerRunsOptions { MaxPages = 10 }).FindAsync([Key]);

        Assert.Equal(RunLookupOutcome.Incomplete, found.Outcome);
        Assert.Contains("more than 10 pages", found.IncompleteBecause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_count_is_read_by_its_pages()
    {
        _server.Add(Name(Key));
        _server.AddMany(350);
        _server.CountsAll = false;

        var found = await Runs.FindAsync([Key]);

        Assert.Single(found.Runs);
        Assert.True(found.IsComplete);
    }

    [Fact]
    public async Task Many_runs_are_followed_with_one_page_and_those_that_lists_leave_out_one_by_one()
    {
        _server.AddMany(300);
        var wanted = _server.Runs.Take(60).Select(item => item.Workflow.Id).Append("run3").Append("gone").ToList();

        var found = await Runs.GetManyAsync(wanted);

        Assert.Equal(61, found.Count);
        Assert.Equal(["gone", "run3"], _server.Described.Order());
    }

    private static SubmissionKey KeyOf(int number) =>
        SubmissionKey.Parse(string.Concat(Enumerable.Range(0, SubmissionKey.Length).Select(digit => (char)('a' + (number >> (digit % 5 * 4) & 15) + digit % 2))));

    private static WorkflowPage WithoutName(WorkflowPage page, string id) => page with
    {
        Workflows = [.. page.Workflows.Select(item => item.Workflow.Id == id ? item with { Workflow = item.Workflow with { RunName = null } } : item)],
    };
}
