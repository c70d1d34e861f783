namespace SageTasks.Cavatica;

/// <summary>Which tasks to list.</summary>
public sealed record TaskQuery
{
    /// <summary>Only tasks of this project.</summary>
    public string? Project { get; init; }

    /// <summary>Only tasks in this state.</summary>
    public CavaticaTaskStatus? Status { get; init; }

    /// <summary>Only children of this batch.</summary>
    public string? Parent { get; init; }

    /// <summary>Only batches, or only others.</summary>
    public bool? Batch { get; init; }

    /// <summary>Only tasks made at this time or later.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>Only tasks made at this time or before.</summary>
    public DateTimeOffset? CreatedTo { get; init; }

    /// <summary>Only tasks begun at this time or later.</summary>
    public DateTimeOffset? StartedFrom { get; init; }

    /// <summary>Only tasks begun at this time or before.</summary>
    public DateTimeOffset? StartedTo { get; init; }

    /// <summary>Only tasks ended at this time or later. Observed not to be reliable: look at the answers.</summary>
    public DateTimeOffset? EndedFrom { get; init; }

    /// <summary>Only tasks ended at this time or before.</summary>
    public DateTimeOffset? EndedTo { get; init; }

    /// <summary>Only tasks of this automation run.</summary>
    public string? OriginId { get; init; }

    /// <summary>Which fields to answer; empty for the platform's choice, _all for all.</summary>
    public IReadOnlyList<string> Fields { get; init => field = value ?? []; } = [];
}
