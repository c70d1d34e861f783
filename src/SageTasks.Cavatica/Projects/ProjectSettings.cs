namespace SageTasks.Cavatica;

/// <summary>How a project computes and what it keeps. What is null is not set or not changed.</summary>
public sealed record ProjectSettings
{
    /// <summary>Whether members can no longer compute or change files.</summary>
    public bool? Locked { get; init; }

    /// <summary>Whether it holds controlled data.</summary>
    public bool? Controlled { get; init; }

    /// <summary>Whether tasks use cheaper instances that may be taken away.</summary>
    public bool? UseInterruptibleInstances { get; init; }

    /// <summary>Whether jobs of tasks take the results of equal earlier jobs. This is the platform's own caching of jobs: a new task is
    /// created all the same, so it never replaces the guard.</summary>
    public bool? UseMemoization { get; init; }

    /// <summary>Whether disks grow when they are full.</summary>
    public bool? UseElasticDisk { get; init; }

    /// <summary>Whether jobs may reach the internet.</summary>
    public bool? AllowNetworkAccess { get; init; }

    /// <summary>The cloud region, such as us-east-1.</summary>
    public string? Location { get; init; }

    /// <summary>How long intermediate files are kept, which memoization lives from.</summary>
    public IntermediateFiles? IntermediateFiles { get; init; }
}
