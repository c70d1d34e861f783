using SageTasks.Http;
using SageTasks.Tower.Tests.Stubs;

namespace SageTasks.Tower.Tests.Client;

public sealed class OverlappingPagesTests
{
    private readonly ListedRuns _server = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(99)]
    [InlineData(100)]
    [InlineData(101)]
    [InlineData(199)]
    [InlineData(200)]
    [InlineData(1000)]
    public async Task Every_run_comes_once_whatever_the_length_of_the_list(int count)
    {
        _server.AddMany(count);

        var names = await _server.ListRunsAsync().Select(item => item.Workflow.RunName).ToListAsync();

        Assert.Equal(_server.Runs.Select(item => item.Workflow.RunName), names);
    }

    [Fact]
    public async Task Older_servers_without_hasMore_end_with_a_short_page()
    {
        _server.AddMany(250);
        _server.Distort = (_, _, page) => page with { HasMore = null, TotalSize = null };

        Assert.Equal(250, await _server.ListRunsAsync().CountAsync());
    }

    [Fact]
    public async Task Runs_launched_while_the_list_is_read_lose_no_other()
    {
        _server.AddMany(450);
        var before = _server.Runs.Select(item => item.Workflow.Id).ToHashSet();
        _server.Before = request => _server.AddMany(request > 1 ? 7 : 0);

        var seen = await _server.ListRunsAsync().Select(item => item.Workflow.Id).ToListAsync();

        Assert.Subset(seen.ToHashSet(), before);
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Fact]
    public async Task Runs_deleted_while_the_list_is_read_lose_no_other()
    {
        _server.AddMany(450);
        _server.Before = request => _server.Runs.RemoveRange(0, request is 2 or 4 ? 3 : 0);

        var seen = await _server.ListRunsAsync().Select(item => item.Workflow.Id).ToListAsync();

        Assert.Subset(seen.ToHashSet(), _server.Runs.Select(item => item.Workflow.Id).ToHashSet());
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Fact]
    public async Task A_list_that_never_stands_still_fails_loudly()
    {
        _server.AddMany(300);
        _server.Distort = (request, _, page) => request % 2 == 0 ? page with { Workflows = [] } : page;

        await Assert.ThrowsAsync<PagingException>(async () => await _server.ListRunsAsync().CountAsync());
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(150, false)]
    public async Task A_server_that_ignores_offsets_is_not_followed_for_ever(int shown, bool isRefused)
    {
        _server.AddMany(150);
        _server.Distort = (_, _, _) => new WorkflowPage { Workflows = [.. _server.Runs.Take(shown)] };

        var read = await Record.ExceptionAsync(async () => Assert.Equal(150, await _server.ListRunsAsync().CountAsync()));

        Assert.Equal(isRefused, read is PagingException);
        Assert.Equal(!isRefused, read is null);
        Assert.InRange(_server.Pages.Count, 1, 15);
    }

    [Fact]
    public async Task A_server_that_shows_less_at_a_time_than_it_was_asked_for_hides_nothing()
    {
        _server.AddMany(130);
        _server.Distort = (request, _, page) => page with { Workflows = [.. page.Workflows.Take(50)], HasMore = null };

        Assert.Equal(130, await _server.ListRunsAsync().CountAsync());
    }

    [Fact]
    public async Task More_runs_than_a_page_launched_between_two_pages_lose_no_other()
    {
        _server.AddMany(250);
        var before = _server.Runs.Select(item => item.Workflow.Id).ToHashSet();
        _server.Before = request => _server.AddMany(request == 2 ? 240 : 0);

        Assert.Subset((await _server.ListRunsAsync().Select(item => item.Workflow.Id).ToListAsync()).ToHashSet(), before);
    }

    [Fact]
    public async Task Whoever_stops_early_reads_no_further_than_one_page_ahead()
    {
        _server.AddMany(1000);

        await _server.ListRunsAsync().Take(3).CountAsync();

        Assert.InRange(_server.Pages.Count, 1, 2);
    }
}
