using System.Diagnostics.CodeAnalysis;

namespace SageTasks.Tower;

/// <summary>A launch as the API shows it: of a run (<c>GET /workflow/{workflowId}/launch</c>), of a Launchpad pipeline (<c>GET /pipelines/{pipelineId}/launch</c>) or by its id (<c>GET /launch/{launchId}</c>).</summary>
public sealed record LaunchConfiguration
{
    /// <summary>The launch configuration's id.</summary>
    public string? Id { get; init; }

    /// <summary>The compute environment.</summary>
    public ComputeEnv? ComputeEnv { get; init; }

    /// <summary>The run's name, where the answer carries it.</summary>
    public string? RunName { get; init; }

    /// <summary>The Launchpad pipeline that a run came from.</summary>
    public long? PipelineId { get; init; }

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
    [AllowNull]
    public IReadOnlyList<string> ConfigProfiles { get; init => field = value ?? []; } = [];

    /// <summary>Names of the user's secrets that the run may read.</summary>
    [AllowNull]
    public IReadOnlyList<string> UserSecrets { get; init => field = value ?? []; } = [];

    /// <summary>Names of the workspace's secrets that the run may read.</summary>
    [AllowNull]
    public IReadOnlyList<string> WorkspaceSecrets { get; init => field = value ?? []; } = [];

    /// <summary>The work directory that a resumed run must use.</summary>
    public string? ResumeDir { get; init; }

    /// <summary>The commit that a resumed run must use; null where the run ended before Nextflow started, so that it cannot be resumed.</summary>
    public string? ResumeCommitId { get; init; }

    /// <summary>The launch that this one resumes.</summary>
    public string? ResumeLaunchId { get; init; }

    /// <summary>The workspace of the launch configuration.</summary>
    public long? WorkspaceId { get; init; }

    /// <summary>When it was changed last.</summary>
    public DateTimeOffset? LastUpdated { get; init; }
}
