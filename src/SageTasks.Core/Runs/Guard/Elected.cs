namespace SageTasks.Runs;

/// <summary>The order of election among runs of one work: succeeded before active before draft before canceling, then by the server's
/// creation time, then by id. Never by a client's clock.</summary>
internal static class Elected
{
    /// <summary>The order of candidates, by the state that counts.</summary>
    public static IComparer<Candidate> First { get; } = Comparer<Candidate>.Create((x, y) => Compare(x.Run, x.State, y.Run, y.State));

    /// <summary>The same order on runs as the platform shows them.</summary>
    public static IComparer<RunSnapshot> Snapshots { get; } = Comparer<RunSnapshot>.Create((x, y) => Compare(x, x.State, y, y.State));

    private static int Compare(RunSnapshot x, RunState xState, RunSnapshot y, RunState yState)
    {
        var byState = Rank(xState).CompareTo(Rank(yState));
        if (byState != 0)
        {
            return byState;
        }

        var byTime = (x.CreatedAt ?? DateTimeOffset.MaxValue).CompareTo(y.CreatedAt ?? DateTimeOffset.MaxValue);
        return byTime != 0 ? byTime : string.CompareOrdinal(x.Id, y.Id);
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
