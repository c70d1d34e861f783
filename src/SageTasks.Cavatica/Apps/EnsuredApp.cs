namespace SageTasks.Cavatica;

/// <summary>A copy of an app that is there.</summary>
public sealed record EnsuredApp
{
    /// <summary>The copy with its revision, for tasks.</summary>
    public required string AppId { get; init; }

    /// <summary>What it is a copy of.</summary>
    public required string Source { get; init; }

    /// <summary>Whether this call copied it.</summary>
    public bool IsNew { get; init; }
}
