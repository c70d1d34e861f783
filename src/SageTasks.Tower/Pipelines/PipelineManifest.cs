namespace SageTasks.Tower;

/// <summary>What a pipeline says about itself in its <c>manifest</c> scope.</summary>
public sealed record PipelineManifest
{
    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Its version.</summary>
    public string? Version { get; init; }

    /// <summary>Who wrote it.</summary>
    public string? Author { get; init; }

    /// <summary>What it does.</summary>
    public string? Description { get; init; }

    /// <summary>Its website.</summary>
    public string? HomePage { get; init; }

    /// <summary>The branch that runs where no revision is given.</summary>
    public string? DefaultBranch { get; init; }

    /// <summary>The script that starts it.</summary>
    public string? MainScript { get; init; }

    /// <summary>The Nextflow versions that it needs.</summary>
    public string? NextflowVersion { get; init; }
}
