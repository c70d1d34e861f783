namespace SageTasks.Tower;

/// <summary>The job that runs Nextflow.</summary>
public sealed record JobInfo
{
    /// <summary>The job's number.</summary>
    public long? Id { get; init; }

    /// <summary>The job's id on its platform.</summary>
    public string? OperationId { get; init; }

    /// <summary>The job's state.</summary>
    public string? Status { get; init; }

    /// <summary>What the platform says about it.</summary>
    public string? Message { get; init; }

    /// <summary>The job's exit code.</summary>
    public int? ExitCode { get; init; }
}
