namespace SageTasks.Tower;

/// <summary>A launch as the API takes it (<c>POST /workflow/launch</c>). What is null is not sent.</summary>
public sealed record WorkflowLaunchRequest
{
    /// <summary>The id of the launch configuration to start from: that of a Launchpad pipeline, or that of a run to resume.</summary>
    public string? Id { get; init; }

    /// <summary>The id of the compute environment.</summary>
    public string? ComputeEnvId { get; init; }

    /// <summary>The run's name, at most 80 characters by Nextflow's rule.</summary>
    public string? RunName { get; init; }

    /// <summary>The address of the pipeline's repository.</summary>
    public string? Pipeline { get; init; }

    /// <summary>The branch, tag or commit.</summary>
    public string? Revision { get; init; }

    /// <summary>The commit that the revision is pinned to.</summary>
    public string? CommitId { get; init; }

    /// <summary>The work directory.</summary>
    public string? WorkDir { get; init; }

    /// <summary>The parameters as JSON or YAML text.</summary>
    public string? ParamsText { get; init; }

    /// <summary>Nextflow configuration.</summary>
    public string? ConfigText { get; init; }

    /// <summary>Configuration of the reports that the platform shows.</summary>
    public string? TowerConfig { get; init; }

    /// <summary>A script that runs before Nextflow.</summary>
    public string? PreRunScript { get; init; }

    /// <summary>A script that runs after Nextflow.</summary>
    public string? PostRunScript { get; init; }

    /// <summary>The script that starts the pipeline.</summary>
    public string? MainScript { get; init; }

    /// <summary>The workflow that the script enters.</summary>
    public string? EntryName { get; init; }

    /// <summary>The name of the parameter schema file.</summary>
    public string? SchemaName { get; init; }

    /// <summary>The id of a parameter schema kept by the platform.</summary>
    public long? PipelineSchemaId { get; init; }

    /// <summary>The Nextflow session.</summary>
    public string? SessionId { get; init; }

    /// <summary>Whether the run goes on where its session stopped.</summary>
    public bool? Resume { get; init; }

    /// <summary>Whether the code is fetched anew.</summary>
    public bool? PullLatest { get; init; }

    /// <summary>Whether processes run their stub instead of their script.</summary>
    public bool? StubRun { get; init; }

    /// <summary>The resource optimisation to use.</summary>
    public string? OptimizationId { get; init; }

    /// <summary>What the optimisation sets.</summary>
    public string? OptimizationTargets { get; init; }

    /// <summary>CPUs of the job that runs Nextflow.</summary>
    public int? HeadJobCpus { get; init; }

    /// <summary>Memory of the job that runs Nextflow, in MiB.</summary>
    public int? HeadJobMemoryMb { get; init; }

    /// <summary>Nextflow's output directory (<c>-output-dir</c>, Nextflow 24.10 and later).</summary>
    public string? OutputDir { get; init; }

    /// <summary>The Nextflow version to use.</summary>
    public string? NextflowVersion { get; init; }

    /// <summary>The version of Nextflow's syntax parser.</summary>
    public NextflowSyntaxParser? SyntaxParser { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? DateCreated { get; init; }

    /// <summary>The container image of the job that runs Nextflow.</summary>
    public string? LaunchContainer { get; init; }

    /// <summary>The Nextflow profiles, in order.</summary>
    public IReadOnlyList<string>? ConfigProfiles { get; init; }

    /// <summary>Names of the user's secrets that the run may read.</summary>
    public IReadOnlyList<string>? UserSecrets { get; init; }

    /// <summary>Names of the workspace's secrets that the run may read.</summary>
    public IReadOnlyList<string>? WorkspaceSecrets { get; init; }

    /// <summary>Ids of the run's labels.</summary>
    public IReadOnlyList<long>? LabelIds { get; init; }
}
