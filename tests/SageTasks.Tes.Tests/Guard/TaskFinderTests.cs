using SageTasks.ContractSuites;
using SageTasks.Http;
using SageTasks.Runs;
using SageTasks.Tes.Tests.Stubs;

namespace SageTasks.Tes.Tests.Guard;

/// <summary>What a look-up proves, and on which answers it refuses to prove anything.</summary>
public sealed class TaskFinderTests
{
    private static readonly SubmissionKey Key = SubmissionKey.Parse("abcdefghijklmnopqrstuvwxyz");
    private static readonly SubmissionKey Other = SubmissionKey.Parse("zyxwvutsrqponmlkjihgfedcba");

    private readonly ListedTasks _server = new();
    private readonly SkippingTime _time = new();

    private TesRuns Runs(int pageSize = 100, int maxPages = 20) => new(_server, new TesRunsOptions { PageSize = pageSize, MaxPages = maxPages }, _time);

    [Fact]
    public async Task A_list_of_one_page_is_read_whole()
    {
        _server.AddMany(20);
        var id = _server.Add(Key.Value);

        var found = await Runs().FindAsync([Key]);

        Assert.Equal(id, Assert.Single(found.Runs).Id);
        Assert.True(found.IsComplete);
        Assert.Equal(1, found.Requests);
        Assert.Equal(RunLookupOutcome.AbsentComplete, (await Runs().FindAsync([Other])).Outcome);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(450)]
    [InlineData(899)]
    public async Task Wherever_a_task_stands_it_is_found(int place)
    {
        _server.AddMany(900);
        _server.Tasks[place] = _server.Tasks[place] with { Tags = new Dictionary<string, string> { [TaskTags.Key] = Key.Value } };

        var found = await Runs().FindAsync([Key]);

        Assert.Equal($"task{place}", Assert.Single(found.Runs).Id);
        Assert.True(found.IsComplete);
    }

    [Fact]
    public async Task A_filter_is_proven_by_a_task_behind_the_first_page_and_then_saves_reading_the_list()
    {
        _server.AddMany(1_500);
        var id = _server.Add(Key.Value);
        var runs = Runs();

        var first = await runs.FindAsync([Key]);
        var second = await runs.FindAsync([Key]);

        Assert.Equal(id, Assert.Single(first.Runs).Id);
        Assert.Equal(5, first.Requests);
        Assert.Equal("s100", _server.Pages[2].Tag);
        Assert.StartsWith("no-", _server.Pages[3].Tag, StringComparison.Ordinal);
        Assert.Equal(1, second.Requests);
        Assert.Equal(id, Assert.Single(second.Runs).Id);
    }

    [Fact]
    public async Task Nothing_behind_a_proven_filter_must_be_said_three_times_and_a_known_task_found_in_between()
    {
        _server.AddMany(1_500);
        var runs = Runs();
        await runs.FindAsync([Key]);
        _server.Pages.Clear();

        var found = await runs.FindAsync([Other]);

        Assert.Equal(RunLookupOutcome.AbsentComplete, found.Outcome);
        Assert.Equal(4, found.Requests);
        Assert.Equal([Other.Value, "s100", Other.Value, Other.Value], _server.Pages.Select(page => page.Tag));
    }

    [Fact]
    public async Task A_server_that_ignores_filters_is_read_whole()
    {
        _server.IgnoresFilters = true;
        _server.AddMany(950);
        var id = _server.Add(Key.Value);

        var found = await Runs().FindAsync([Key]);

        Assert.Equal(id, Assert.Single(found.Runs).Id);
        Assert.True(found.IsComplete);
        Assert.Contains(_server.Pages, page => page.Token == "900" && page.Tag is null);
    }

    [Fact]
    public async Task A_filter_that_failed_its_proof_is_not_tried_at_every_look()
    {
        _server.IgnoresFilters = true;
        _server.AddMany(950);
        _server.Add(Key.Value);
        var runs = Runs();

        var first = await runs.FindAsync([Key]);
        var second = await runs.FindAsync([Key]);

        Assert.Equal(10, second.Requests);
        Assert.True(first.Requests > second.Requests);
    }

    [Fact]
    public async Task A_server_that_limits_before_it_filters_is_not_believed()
    {
        _server.LimitsBeforeItFilters = true;
        _server.AddMany(950);
        var id = _server.Add(Key.Value);

        var found = await Runs().FindAsync([Key]);

        Assert.Equal(id, Assert.Single(found.Runs).Id);
    }

    [Fact]
    public async Task A_server_that_limits_before_it_filters_is_not_believed_by_a_tag_that_all_tasks_share()
    {
        _server.LimitsBeforeItFilters = true;
        for (var count = 0; count < 950; count++)
        {
            _server.Add(null, "COMPLETE", ("project", "x"));
        }

        var id = _server.Add(Key.Value);

        Assert.Equal(id, Assert.Single((await Runs().FindAsync([Key])).Runs).Id);
    }

    [Fact]
    public async Task A_filter_that_was_proven_and_then_shows_others_is_not_believed_any_more()
    {
        _server.AddMany(1_500);
        var runs = Runs();
        await runs.FindAsync([Key]);
        _server.IgnoresFilters = true;
        var id = _server.Add(Key.Value);

        Assert.Equal(id, Assert.Single((await runs.FindAsync([Key])).Runs).Id);
    }

    [Fact]
    public async Task At_the_bound_a_look_up_without_a_trusted_filter_is_incomplete()
    {
        _server.IgnoresFilters = true;
        _server.AddMany(1_000);
        _server.Add(Key.Value);

        var found = await Runs(maxPages: 5).FindAsync([Key]);

        Assert.Equal(RunLookupOutcome.Incomplete, found.Outcome);
        Assert.Contains("more than 5 pages", found.IncompleteBecause, StringComparison.Ordinal);
        Assert.False(found.IsIncompleteForNow);
    }

    [Fact]
    public async Task At_the_bound_a_proven_filter_still_answers()
    {
        _server.AddMany(1_000);
        var id = _server.Add(Key.Value);

        var found = await Runs(maxPages: 5).FindAsync([Key]);

        Assert.True(found.IsComplete);
        Assert.Equal(id, Assert.Single(found.Runs).Id);
    }

    [Fact]
    public async Task An_empty_list_must_be_confirmed()
    {
        var id = _server.Add(Key.Value);
        _server.Distort = (number, _, page) => number <= 3 ? page with { Tasks = [] } : page;

        Assert.Equal(id, Assert.Single((await Runs().FindAsync([Key])).Runs).Id);
        Assert.Equal(4, _server.Pages.Count);
    }

    [Fact]
    public async Task An_empty_list_of_a_server_that_is_known_to_have_tasks_is_incomplete()
    {
        _server.Add(Key.Value);
        var runs = Runs();
        await runs.FindAsync([Key]);
        _server.Distort = (_, _, page) => page with { Tasks = [] };

        var found = await runs.FindAsync([Key]);

        Assert.Equal(RunLookupOutcome.Incomplete, found.Outcome);
        Assert.Contains("empty", found.IncompleteBecause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_has_lost_all_its_tasks_is_believed_in_the_end()
    {
        _server.Add(Key.Value);
        var runs = Runs();
        await runs.FindAsync([Key]);
        _server.Tasks.Clear();

        Assert.Equal(RunLookupOutcome.AbsentComplete, (await runs.FindAsync([Key])).Outcome);
    }

    [Fact]
    public async Task An_empty_page_in_the_middle_is_asked_for_again()
    {
        _server.IgnoresFilters = true;
        _server.AddMany(250);
        var id = _server.Add(Key.Value);
        var struck = false;
        _server.Distort = (_, _, page) =>
        {
            if (page.Tasks.Count == 51 && !struck)
            {
                struck = true;
                return new TesTaskPage();
            }

            return page;
        };

        var found = await Runs().FindAsync([Key]);

        Assert.True(struck);
        Assert.Equal(id, Assert.Single(found.Runs).Id);
    }

    [Fact]
    public async Task An_empty_end_of_a_list_is_not_waited_for()
    {
        _server.AddMany(150);
        _server.Distort = (_, _, page) => page.NextPageToken is null ? page with { NextPageToken = "150" } : page;
        var before = _time.GetUtcNow();

        Assert.Equal(RunLookupOutcome.AbsentComplete, (await Runs().FindAsync([Key])).Outcome);
        Assert.Equal(before, _time.GetUtcNow());
    }

    [Fact]
    public async Task A_task_that_slipped_between_pages_is_found_from_another_side()
    {
        _server.AddMany(150);
        _server.Tasks[100] = _server.Tasks[100] with { Tags = new Dictionary<string, string> { [TaskTags.Key] = Key.Value } };
        _server.Distort = (_, query, page) => query.Tags.Count == 0 && page.Tasks.Any(task => task.Id == "task100")
            ? page with { Tasks = [.. page.Tasks.Where(task => task.Id != "task100").Select(task => task with { Tags = new Dictionary<string, string>() })] }
            : page;

        Assert.Equal("task100", Assert.Single((await Runs().FindAsync([Key])).Runs).Id);
    }

    [Fact]
    public async Task A_token_that_is_repeated_over_tasks_makes_the_look_up_incomplete()
    {
        _server.AddMany(50);
        _server.Distort = (_, _, page) => page with { NextPageToken = "0" };

        var found = await Runs().FindAsync([Key]);

        Assert.Equal(RunLookupOutcome.Incomplete, found.Outcome);
        Assert.Contains("twice", found.IncompleteBecause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("N/A")]
    public async Task Every_mark_of_the_last_page_ends_a_look_up(string mark)
    {
        _server.AddMany(10);
        _server.Distort = (_, _, page) => page with { NextPageToken = mark };

        Assert.Equal(RunLookupOutcome.AbsentComplete, (await Runs().FindAsync([Key])).Outcome);
        Assert.Single(_server.Pages);
    }

    [Fact]
    public async Task A_token_that_has_expired_starts_the_list_anew()
    {
        _server.IgnoresFilters = true;
        _server.AddMany(250);
        var id = _server.Add(Key.Value);
        var refused = false;
        _server.Distort = (_, query, page) =>
        {
            if (!refused && query.Tags.Count == 0 && page.Tasks.Count == 51)
            {
                refused = true;
                throw new NotFoundException(new ApiError { Platform = "TES", Method = "GET", Uri = "/tasks", Status = 410 });
            }

            return page;
        };

        Assert.Equal(id, Assert.Single((await Runs().FindAsync([Key])).Runs).Id);
        Assert.True(refused);
    }

    [Fact]
    public async Task Many_keys_are_looked_for_in_the_list()
    {
        _server.AddMany(500);
        _server.Add(Key.Value);
        var keys = Enumerable.Range(0, 60).Select(index => SubmissionKey.Parse($"{(char)('a' + (index / 26))}{(char)('a' + (index % 26))}cdefghijklmnopqrstuvwxyz")).Append(Key).ToList();

        var found = await Runs().FindAsync(keys);

        Assert.Single(found.Runs);
        Assert.All(_server.Pages, page => Assert.Null(page.Tag));
    }

    [Fact]
    public async Task Many_runs_come_from_the_list_and_those_that_it_leaves_out_one_by_one()
    {
        _server.AddMany(300);
        var ids = _server.Tasks.Select(task => task.Id!).ToList();
        _server.Distort = (_, _, page) => page with { Tasks = [.. page.Tasks.Where(task => task.Id != "task7")] };

        var runs = await Runs().GetManyAsync([.. ids, "gone"]);

        Assert.Equal(300, runs.Count);
        Assert.Equal(2, _server.Gets);
    }
}
