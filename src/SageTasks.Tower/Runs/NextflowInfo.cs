namespace SageTasks.Tower;

/// <summary>The Nextflow that ran a run.</summary>
public sealed record NextflowInfo
{
    /// <summary>Its version.</summary>
    public string? Version { get; init; }

    /// <summary>Its build.</summary>
    public string? Build { get; init; }

    /// <summary>When it was built.</summary>
    public DateTimeOffset? Timestamp { get; init; }
}
