using SageTasks.Runs;

namespace SageTasks.Reports;

/// <summary>Which runs a report is about. All conditions must hold. What a platform cannot filter is filtered here.</summary>
public sealed record RunHistoryQuery
{
    /// <summary>Only runs created at this time or later; a run without a time counts as fitting.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>Only runs created before this time; a run without a time counts as fitting.</summary>
    public DateTimeOffset? CreatedTo { get; init; }

    /// <summary>Only runs in one of these states; empty for all.</summary>
    public IReadOnlyList<RunState> States { get; init => field = value ?? []; } = [];

    /// <summary>Only runs whose name holds this text, whatever its case; null for all.</summary>
    public string? NameContains { get; init; }

    /// <summary>Whether a run fits.</summary>
    public bool Fits(RunSnapshot run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return !(run.CreatedAt < CreatedFrom)
            && !(run.CreatedAt >= CreatedTo)
            && (States.Count == 0 || States.Contains(run.State))
            && (NameContains is null || run.Name?.Contains(NameContains, StringComparison.OrdinalIgnoreCase) == true);
    }
}
