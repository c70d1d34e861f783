namespace SageTasks.Wes;

/// <summary>What one reading of a list of runs found, and whether it provably saw the whole list.</summary>
internal sealed class RunScan
{
    public Dictionary<string, WesRunSummary> Rows { get; } = new(StringComparer.Ordinal);

    public string? IncompleteBecause { get; set; }

    /// <summary>Reading again would not help.</summary>
    public bool IsFinal { get; init; }

    /// <summary>What is missing passes by itself.</summary>
    public bool IsIncompleteForNow { get; private set; }

    public bool IsComplete => IncompleteBecause is null;

    public void MissForNow(string reason)
    {
        IsIncompleteForNow |= IsComplete;
        IncompleteBecause ??= reason;
    }

    /// <summary>Takes in a page; false where a row of it was there before, other than those that overlap on purpose.</summary>
    public bool TryAdd(IEnumerable<WesRunSummary> runs)
    {
        var isNew = true;
        foreach (var run in runs)
        {
            isNew &= Rows.TryAdd(run.RunId, run);
        }

        return isNew;
    }
}
