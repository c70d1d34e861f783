using System.Text.Json.Nodes;

namespace SageTasks.Tower;

/// <summary>What the names and defaults of a <see cref="TowerLaunch"/> stand for on its server.</summary>
public sealed record LaunchTarget
{
    /// <summary>The service and workspace that this was resolved on.</summary>
    public required string Service { get; init; }

    /// <summary>The address of the pipeline's repository, as it is sent.</summary>
    public required string Repository { get; init; }

    /// <summary>The launch configuration of the Launchpad pipeline; null for a repository.</summary>
    public string? LaunchId { get; init; }

    /// <summary>The Launchpad pipeline; null for a repository.</summary>
    public long? PipelineId { get; init; }

    /// <summary>The workspace that shares the Launchpad pipeline; null where it lives in this one.</summary>
    public long? SourceWorkspaceId { get; init; }

    /// <summary>The parameter schema kept by the platform; null where there is none.</summary>
    public long? PipelineSchemaId { get; init; }

    /// <summary>The commit that the revision was pinned to; null where it was not.</summary>
    public string? CommitId { get; init; }

    /// <summary>The compute environment's id.</summary>
    public required string ComputeEnvId { get; init; }

    /// <summary>The work directory.</summary>
    public string? WorkDir { get; init; }

    /// <summary>Ids of the labels that exist, those that the compute environment brings included.</summary>
    public IReadOnlyList<long> LabelIds { get; init; } = [];

    /// <summary>Labels that do not exist yet: made just before the launch.</summary>
    public IReadOnlyList<string> MissingLabels { get; init; } = [];

    /// <summary>The start of the run's name.</summary>
    public required string RunNamePrefix { get; init; }

    /// <summary>Nextflow configuration of the compute environment, sent where the launch gives none.</summary>
    public string? ComputeEnvConfig { get; init; }

    /// <summary>The compute environment's script that runs before Nextflow, sent where the launch gives none.</summary>
    public string? ComputeEnvPreRunScript { get; init; }

    /// <summary>The compute environment's script that runs after Nextflow, sent where the launch gives none.</summary>
    public string? ComputeEnvPostRunScript { get; init; }

    /// <summary>Defaults that the pipeline's schema declares for parameters that the launch does not give. A stored launch may carry them.</summary>
    public JsonObject? ParameterDefaults { get; init; }

    /// <summary>The resource optimisation of the Launchpad pipeline.</summary>
    public string? OptimizationId { get; init; }

    /// <summary>What the optimisation sets.</summary>
    public string? OptimizationTargets { get; init; }
}
