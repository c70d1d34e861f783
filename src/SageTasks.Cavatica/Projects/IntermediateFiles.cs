namespace SageTasks.Cavatica;

/// <summary>How long a project keeps the intermediate files of its tasks.</summary>
public sealed record IntermediateFiles
{
    /// <summary>LIMITED or UNLIMITED.</summary>
    public string? Retention { get; init; }

    /// <summary>Hours, 1 to 120, where the retention is limited.</summary>
    public int? Duration { get; init; }
}
