namespace SageTasks.Tower;

/// <summary>What one reading of a list of runs found, and whether it provably saw the whole list.</summary>
internal sealed class RunScan
{
    public Dictionary<string, WorkflowItem> Rows { get; } = new(StringComparer.Ordinal);

    public string? IncompleteBecause { get; set; }

    /// <summary>Reading again would not help.</summary>
    public bool IsFinal { get; set; }

    /// <summary>Only runs that have no name yet are missing, which passes by itself.</summary>
    public bool IsIncompleteForNow { get; private set; }

    public bool IsComplete => IncompleteBecause is null;

    public void MissName(string reason)
    {
        IsIncompleteForNow |= IsComplete;
        IncompleteBecause ??= reason;
    }

    public void Add(IEnumerable<WorkflowItem> items)
    {
        foreach (var item in items)
        {
            Rows[item.Workflow.Id] = item;
        }
    }
}
