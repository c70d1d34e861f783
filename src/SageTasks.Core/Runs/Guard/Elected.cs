namespace SageTasks.Runs;

/// <summary>The order of election among runs of one work: succeeded before active before draft before canceling, then by the server's
/// creation time, then by id. Never by a client's clock.</summary>
internal sealed class Elected : IComparer<Candidate>
{
    public static Elected First { get; } = new();

    public int Compare(Candidate? x, Candidate? y)
    {
        var byState = Rank(x!.State).CompareTo(Rank(y!.State));
        if (byState != 0)
        {
            return byState;
        }

        var byTime = (x.Run.CreatedAt ?? DateTimeOffset.MaxValue).CompareTo(y.Run.CreatedAt ?? DateTimeOffset.MaxValue);
        return byTime != 0 ? byTime : string.CompareOrdinal(x.Run.Id, y.Run.Id);
    }

    private static int Rank(RunState state) => state switch
    {
        RunState.Succeeded => 0,
        RunState.Draft => 2,
        RunState.Canceling => 3,
        _ when state.IsActive => 1,
        _ => 4,
    };
}
