using SageTasks.ContractSuites;
using SageTasks.Runs;
using SageTasks.Wes.Tests.Stubs;

namespace SageTasks.Wes.Tests.Guard;

/// <summary>A server that answers 200 with nothing for a while: whenever it begins and however long it lasts, no run is taken for absent that is
/// there.</summary>
public sealed class OutageTests
{
    private const int History = 250;

    private static readonly SubmissionKey Key = SubmissionKey.Parse("abcdefghijklmnopqrstuvwxyz");
    private static readonly SubmissionKey Other = SubmissionKey.Parse("zyxwvutsrqponmlkjihgfedcba");
    private static readonly WesRunRequest Request = new() { WorkflowUrl = "https://example.org/a.cwl", WorkflowType = "CWL", WorkflowTypeVersion = "v1.2" };

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
                var found = await FindAsync(isProven, (number, isSearch) => number >= start && number < start + length && (alsoLists || isSearch));

                Assert.False(found.Outcome == RunLookupOutcome.AbsentComplete, $"an outage from request {start} on of {length} requests hid the run");
            }
        }
    }

    [Fact]
    public async Task A_second_in_which_the_list_is_empty_is_waited_through()
    {
        var server = new ListedRuns();
        var id = server.Add((RunTags.Key, Key.Value));
        var end = _time.GetUtcNow() + TimeSpan.FromSeconds(1);
        server.Distort = (_, _, page) => _time.GetUtcNow() < end ? new WesRunPage { Runs = [] } : page;

        var found = await new WesRuns(server, timeProvider: _time).FindAsync([Key]);

        Assert.Equal(id, Assert.Single(found.Runs).Id);
    }

    [Fact]
    public async Task A_submission_while_searches_find_nothing_starts_no_second_run()
    {
        var server = WithHistory();
        var first = await OtherProcess.Guard(_time).SubmitAsync(Connect(server), Request);
        var other = Connect(server);
        await other.FindAsync([Other]);
        var end = _time.GetUtcNow() + TimeSpan.FromMinutes(10);
        server.Distort = (_, isSearch, page) => isSearch && _time.GetUtcNow() < end ? new WesRunPage { Runs = [] } : page;

        var second = await OtherProcess.Guard(_time).SubmitAsync(other, Request);

        Assert.Equal((first.RunId, SubmissionOutcome.Attached), (second.RunId, second.Outcome));
        Assert.Equal(History + 1, server.Runs.Count);
    }

    private async Task<RunLookup> FindAsync(bool isProven, Func<int, bool, bool> isStruck)
    {
        var server = WithHistory();
        var runs = new WesRuns(server, timeProvider: _time);
        if (isProven)
        {
            await runs.FindAsync([Other]);
        }

        server.Add((RunTags.Key, Key.Value));
        server.Pages.Clear();
        server.Distort = (number, isSearch, page) => isStruck(number, isSearch) ? new WesRunPage { Runs = [] } : page;
        return await runs.FindAsync([Key]);
    }

    private static ListedRuns WithHistory()
    {
        var server = new ListedRuns();
        for (var count = 0; count < History; count++)
        {
            server.Add(("past", $"p{count}"));
        }

        return server;
    }

    private HoldingPlatform<WesRunRequest> Connect(ListedRuns server) =>
        new(new WesRuns(server, new WesRunsOptions { SettleTime = TimeSpan.FromSeconds(1) }, _time.WhileHeld), _time);
}
