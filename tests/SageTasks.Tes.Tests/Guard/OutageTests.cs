using SageTasks.ContractSuites;
using SageTasks.Runs;
using SageTasks.Tes.Tests.Stubs;

namespace SageTasks.Tes.Tests.Guard;

/// <summary>A server that answers 200 with nothing for a while: whenever it begins and however long it lasts, no task is taken for absent that is
/// there.</summary>
public sealed class OutageTests
{
    private const int History = 250;

    private static readonly SubmissionKey Key = SubmissionKey.Parse("abcdefghijklmnopqrstuvwxyz");
    private static readonly SubmissionKey Other = SubmissionKey.Parse("zyxwvutsrqponmlkjihgfedcba");

    private readonly SkippingTime _time = new();

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public async Task Searches_that_find_nothing_for_a_while_prove_nothing(bool isProven, bool alsoLists)
    {
        // A list that is empty from the very first look on is the other test's.
        for (var start = alsoLists && !isProven ? 2 : 1; start <= 9; start++)
        {
            for (var length = 1; length <= 12; length++)
            {
                var found = await FindAsync(isProven, (number, query) => number >= start && number < start + length && (alsoLists || query.Tags.Count > 0));

                Assert.False(found.Outcome == RunLookupOutcome.AbsentComplete, $"an outage from request {start} on of {length} requests hid the task");
            }
        }
    }

    [Fact]
    public async Task A_second_in_which_the_list_is_empty_is_waited_through()
    {
        var server = new ListedTasks();
        var id = server.Add(Key.Value);
        var end = _time.GetUtcNow() + TimeSpan.FromSeconds(1);
        server.Distort = (_, _, page) => _time.GetUtcNow() < end ? new TesTaskPage() : page;

        var found = await new TesRuns(server, timeProvider: _time).FindAsync([Key]);

        Assert.Equal(id, Assert.Single(found.Runs).Id);
    }

    [Fact]
    public async Task An_empty_end_of_a_list_is_not_waited_for()
    {
        var server = new ListedTasks();
        server.AddMany(150);
        server.Distort = (_, _, page) => page.NextPageToken is null ? page with { NextPageToken = "150" } : page;
        var before = _time.GetUtcNow();

        var found = await new TesRuns(server, new TesRunsOptions { PageSize = 100 }, _time).FindAsync([Key]);

        Assert.Equal(RunLookupOutcome.AbsentComplete, found.Outcome);
        Assert.Equal(before, _time.GetUtcNow());
    }

    [Fact]
    public async Task A_submission_while_searches_find_nothing_starts_no_second_task()
    {
        var server = new ListedTasks();
        server.AddMany(History);
        var first = await OtherProcess.Guard(_time).SubmitAsync(Connect(server), Samples.Task);
        var other = Connect(server);
        await other.FindAsync([Other]);
        var end = _time.GetUtcNow() + TimeSpan.FromMinutes(10);
        server.Distort = (_, query, page) => query.Tags.Count > 0 && _time.GetUtcNow() < end ? new TesTaskPage() : page;

        var second = await OtherProcess.Guard(_time).SubmitAsync(other, Samples.Task);

        Assert.Equal((first.RunId, SubmissionOutcome.Attached), (second.RunId, second.Outcome));
        Assert.Equal(History + 1, server.Tasks.Count);
    }

    private async Task<RunLookup> FindAsync(bool isProven, Func<int, TesTaskQuery, bool> isStruck)
    {
        var server = new ListedTasks();
        server.AddMany(History);
        var runs = new TesRuns(server, new TesRunsOptions { PageSize = 100 }, _time);
        if (isProven)
        {
            await runs.FindAsync([Other]);
        }

        server.Add(Key.Value);
        server.Pages.Clear();
        server.Distort = (number, query, page) => isStruck(number, query) ? new TesTaskPage() : page;
        return await runs.FindAsync([Key]);
    }

    private HoldingPlatform<TesTask> Connect(ListedTasks server) =>
        new(new TesRuns(server, new TesRunsOptions { SettleTime = TimeSpan.FromSeconds(1), PageSize = 100 }, _time.WhileHeld), _time);
}
