using SageTasks.Runs;
using Xunit;

namespace SageTasks.ContractSuites;

/// <summary>A server that answers 200 with nothing for a while: whenever it begins and however long it lasts, no run is taken for absent that is
/// there.</summary>
public abstract class OutageSuite<TRequest>
{
    private static readonly SubmissionKey Key = SubmissionKey.Parse("abcdefghijklmnopqrstuvwxyz");
    private static readonly SubmissionKey Other = SubmissionKey.Parse("zyxwvutsrqponmlkjihgfedcba");

    protected SkippingTime Time { get; } = new();

    protected abstract IOutageServer<TRequest> CreateServer();

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
                var (first, end) = (start, start + length);

                var found = await FindAsync(isProven, (number, isSearch) => number >= first && number < end && (alsoLists || isSearch));

                Assert.False(found.Outcome == RunLookupOutcome.AbsentComplete, $"an outage from request {start} on of {length} requests hid the run");
            }
        }
    }

    [Fact]
    public async Task A_second_in_which_the_list_is_empty_is_waited_through()
    {
        var server = CreateServer();
        var id = server.Add(Key);
        var end = Time.GetUtcNow() + TimeSpan.FromSeconds(1);
        server.Strike((_, _) => Time.GetUtcNow() < end);

        var found = await Connect(server).FindAsync([Key]);

        Assert.Equal(id, Assert.Single(found.Runs).Id);
    }

    [Fact]
    public async Task A_submission_while_searches_find_nothing_starts_no_second_run()
    {
        var server = CreateServer();
        server.AddHistory();
        var before = server.Count;
        var first = await OtherProcess.Guard(Time).SubmitAsync(Connect(server), server.Request);
        var other = Connect(server);
        await other.FindAsync([Other]);
        var end = Time.GetUtcNow() + TimeSpan.FromMinutes(10);
        server.Strike((_, isSearch) => isSearch && Time.GetUtcNow() < end);

        var second = await OtherProcess.Guard(Time).SubmitAsync(other, server.Request);

        Assert.Equal((first.RunId, SubmissionOutcome.Attached), (second.RunId, second.Outcome));
        Assert.Equal(before + 1, server.Count);
    }

    private async Task<RunLookup> FindAsync(bool isProven, Func<int, bool, bool> isStruck)
    {
        var server = CreateServer();
        server.AddHistory();
        var runs = Connect(server);
        if (isProven)
        {
            await runs.FindAsync([Other]);
        }

        server.Add(Key);
        server.Strike(isStruck);
        return await runs.FindAsync([Key]);
    }

    private HoldingPlatform<TRequest> Connect(IOutageServer<TRequest> server) => new(server.Connect(Time.WhileHeld), Time);
}
