namespace SageTasks.Cavatica;

/// <summary>What a task runs on, and whether its jobs take earlier results.</summary>
public sealed record ExecutionSettings
{
    /// <summary>The instance, such as c4.2xlarge;ebs-gp2;2000, or AUTO.</summary>
    public string? InstanceType { get; init; }

    /// <summary>How many instances at the same time.</summary>
    public int? MaxParallelInstances { get; init; }

    /// <summary>Whether jobs take the results of equal earlier jobs while their intermediate files are kept. This is the platform's own
    /// caching: a new task is created all the same, so it never replaces the guard.</summary>
    public bool? UseMemoization { get; init; }

    /// <summary>Whether disks grow when they are full.</summary>
    public bool? UseElasticDisk { get; init; }
}
