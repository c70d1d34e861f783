using System.Text.Json.Nodes;

namespace SageTasks.Tower;

/// <summary>A launch as a user thinks of it: names instead of ids, and nothing that a default covers. Plain data: it round-trips through JSON
/// with any serializer, so a plan can be stored and submitted later.</summary>
public sealed record TowerLaunch
{
    /// <summary>The name of a pipeline on the Launchpad, or the address of a repository: <c>https://github.com/nf-core/rnaseq</c>,
    /// or <c>nf-core/rnaseq</c> for one on GitHub. A token with the Launch role needs a pipeline of the Launchpad.</summary>
    public required string Pipeline { get; init; }

    /// <summary>The branch, tag or commit; null for that of the Launchpad pipeline, else the repository's default branch.</summary>
    public string? Revision { get; init; }

    /// <summary>Resolves the revision to its commit before anything else: a branch that moves is then other work. Fails where it cannot be resolved.</summary>
    public bool PinRevision { get; init; }

    /// <summary>The pipeline's parameters (<see cref="LaunchParameters"/> makes them from typed objects and YAML). They win over parameters saved
    /// with a Launchpad pipeline; a null takes a saved one away.</summary>
    public JsonObject? Parameters { get; init; }

    /// <summary>Whether the parameters of a Launchpad pipeline are checked against its schema before anything is sent.</summary>
    /// <value>true.</value>
    public bool CheckParameters { get; init; } = true;

    /// <summary>The Nextflow profiles, in order; null for those of the Launchpad pipeline.</summary>
    public IReadOnlyList<string>? Profiles { get; init; }

    /// <summary>Nextflow configuration; null for that of the Launchpad pipeline, else of the compute environment.</summary>
    public string? ConfigText { get; init; }

    /// <summary>The compute environment's name or id; null for that of the Launchpad pipeline, else the primary one. Not part of the key.</summary>
    public string? ComputeEnv { get; init; }

    /// <summary>The work directory; null for that of the Launchpad pipeline, else of the compute environment. Not part of the key.</summary>
    public string? WorkDir { get; init; }

    /// <summary>Nextflow's output directory (<c>-output-dir</c>, Nextflow 24.10 and later).</summary>
    public string? OutputDir { get; init; }

    /// <summary>The run's labels; a resource label as <c>key=value</c>. Not part of the key.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>The start of the run's name, at most 38 characters by Nextflow's rule; null for one made from the pipeline's name. Not part of the key.</summary>
    public string? RunNamePrefix { get; init; }

    /// <summary>The script that starts the pipeline.</summary>
    public string? MainScript { get; init; }

    /// <summary>The workflow that the script enters.</summary>
    public string? EntryName { get; init; }

    /// <summary>The name of the parameter schema file.</summary>
    public string? SchemaName { get; init; }

    /// <summary>A script that runs before Nextflow; null for that of the Launchpad pipeline, else of the compute environment.</summary>
    public string? PreRunScript { get; init; }

    /// <summary>A script that runs after Nextflow; null for that of the Launchpad pipeline, else of the compute environment.</summary>
    public string? PostRunScript { get; init; }

    /// <summary>Configuration of the reports that the platform shows. Not part of the key.</summary>
    public string? TowerConfig { get; init; }

    /// <summary>Names of the user's secrets that the run may read. Not part of the key.</summary>
    public IReadOnlyList<string>? UserSecrets { get; init; }

    /// <summary>Names of the workspace's secrets that the run may read. Not part of the key.</summary>
    public IReadOnlyList<string>? WorkspaceSecrets { get; init; }

    /// <summary>Whether processes run their stub instead of their script.</summary>
    public bool StubRun { get; init; }

    /// <summary>Whether the code is fetched anew. Not part of the key.</summary>
    public bool? PullLatest { get; init; }

    /// <summary>The Nextflow version to use. Not part of the key, unless <c>KeyOptions.Include("nextflowVersion")</c> asks for it.</summary>
    public string? NextflowVersion { get; init; }

    /// <summary>The version of Nextflow's syntax parser. Not part of the key.</summary>
    public NextflowSyntaxParser? SyntaxParser { get; init; }

    /// <summary>CPUs of the job that runs Nextflow. Not part of the key.</summary>
    public int? HeadJobCpus { get; init; }

    /// <summary>Memory of the job that runs Nextflow, in MiB. Not part of the key.</summary>
    public int? HeadJobMemoryMb { get; init; }

    /// <summary>The container image of the job that runs Nextflow. Not part of the key.</summary>
    public string? LaunchContainer { get; init; }

    /// <summary>What names and defaults were resolved to; null until <see cref="TowerRuns.PrepareAsync"/> has filled it in. A launch that carries it
    /// is submitted just so.</summary>
    public LaunchTarget? Resolved { get; init; }
}
