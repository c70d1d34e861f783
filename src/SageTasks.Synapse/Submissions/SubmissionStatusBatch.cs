namespace SageTasks.Synapse;

/// <summary>A batch of changed statuses of one queue.</summary>
public sealed record SubmissionStatusBatch
{
    /// <summary>The statuses, each with its current etag; at most 500.</summary>
    public IReadOnlyList<SubmissionStatus> Statuses { get; init => field = value ?? []; } = [];

    /// <summary>Whether this is the first batch.</summary>
    public bool IsFirstBatch { get; init; }

    /// <summary>Whether this is the last batch.</summary>
    public bool IsLastBatch { get; init; }

    /// <summary>The token of the batch before; null for the first.</summary>
    public string? BatchToken { get; init; }
}
