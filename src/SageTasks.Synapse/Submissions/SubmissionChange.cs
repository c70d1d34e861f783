namespace SageTasks.Synapse;

/// <summary>Asks to set the status of a submission.</summary>
public sealed record SubmissionChange
{
    /// <summary>The submission.</summary>
    public required string SubmissionId { get; init; }

    /// <summary>The status to set.</summary>
    public required SubmissionState Status { get; init; }

    /// <summary>Only where it has this status now, so that of several workers one alone takes a submission. Name the worker in
    /// <see cref="Annotations"/> too: a worker whose answer was lost then knows its own claim again; without it the claim counts as
    /// somebody else's.</summary>
    /// <value>null: whatever its status is.</value>
    public SubmissionState? OnlyFrom { get; init; }

    /// <summary>Annotations to add or to set; others stay.</summary>
    public IReadOnlyDictionary<string, AnnotationValue>? Annotations { get; init; }
}
