namespace SageTasks.Testing.Synapse;

/// <summary>The statuses of many submissions, in one of several batches.</summary>
internal sealed record SubmissionStatusBatch
{
    public IReadOnlyList<SubmissionStatus>? Statuses { get; init; }

    public string? BatchToken { get; init; }

    public bool? IsFirstBatch { get; init; }

    public bool? IsLastBatch { get; init; }
}
