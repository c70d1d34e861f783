using SageTasks.Runs;
using SageTasks.Tower.Tests.Stubs;

namespace SageTasks.Tower.Tests.Guard;

/// <summary>A server whose search answers 200 with nothing for a while: whenever that begins and however long it lasts, no run is taken for absent
/// that is there.</summary>
public sealed class OutageTests
{
    private static readonly SubmissionKey Key = SubmissionKey.Parse("abcdefghijklmnopqrstuvwxyz");
    private static readonly SubmissionKey Other = SubmissionKey.Parse("zyxwvutsrqponmlkjihgfedcba");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Searches_that_find_nothing_for_a_while_prove_nothing(bool isProven)
    {
        for (var start = 1; start <= 9; start++)
        {
            for (var length = 1; length <= 12; length++)
            {
                var found = await FindAsync(isProven, start, length);

                Assert.False(found.Outcome == RunLookupOutcome.AbsentComplete, $"an outage from request {start} on of {length} requests hid the run");
            }
        }
    }

    private static async Task<RunLookup> FindAsync(bool isProven, int start, int length)
    {
        var server = new ListedRuns();
        server.AddMany(500);
        server.Add($"rnaseq-{Key}-2a2b2c2d");
        server.AddMany(700);
        var runs = new TowerRuns(server);
        if (isProven)
        {
            await runs.FindAsync([Other]);
        }

        var number = 0;
        server.Distort = (_, search, page) => ++number >= start && number < start + length && search is not null ? ListedRuns.Empty : page;
        return await runs.FindAsync([Key]);
    }
}
