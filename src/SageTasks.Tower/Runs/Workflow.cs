using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SageTasks.Tower;

/// <summary>A run (<c>GET /workflow/{workflowId}</c>). Fields of a run that was just submitted can be null.</summary>
public sealed record Workflow
{
    /// <summary>The run's id (<c>workflowId</c>).</summary>
    public required string Id { get; init; }

    /// <summary>The run's name.</summary>
    public string? RunName { get; init; }

    /// <summary>The Nextflow session.</summary>
    public string? SessionId { get; init; }

    /// <summary>Where the run stands.</summary>
    public WorkflowStatus? Status { get; init; }

    /// <summary>The pipeline, often as <c>owner/name</c>.</summary>
    public string? ProjectName { get; init; }

    /// <summary>The address of the pipeline's repository.</summary>
    public string? Repository { get; init; }

    /// <summary>The branch, tag or commit.</summary>
    public string? Revision { get; init; }

    /// <summary>The commit that ran.</summary>
    public string? CommitId { get; init; }

    /// <summary>The id of its launch configuration; null for a run that was not launched by the platform.</summary>
    public string? LaunchId { get; init; }

    /// <summary>The profiles, separated by commas.</summary>
    public string? Profile { get; init; }

    /// <summary>The parameters as Nextflow resolved them, defaults included.</summary>
    public JsonElement? Params { get; init; }

    /// <summary>The command line of Nextflow.</summary>
    public string? CommandLine { get; init; }

    /// <summary>The work directory.</summary>
    public string? WorkDir { get; init; }

    /// <summary>The directory that Nextflow was started in.</summary>
    public string? LaunchDir { get; init; }

    /// <summary>The directory of the pipeline's code.</summary>
    public string? ProjectDir { get; init; }

    /// <summary>The home directory.</summary>
    public string? HomeDir { get; init; }

    /// <summary>The script that ran.</summary>
    public string? ScriptName { get; init; }

    /// <summary>The hash of the script.</summary>
    public string? ScriptId { get; init; }

    /// <summary>The path of the script.</summary>
    public string? ScriptFile { get; init; }

    /// <summary>The configuration as Nextflow resolved it.</summary>
    public string? ConfigText { get; init; }

    /// <summary>The configuration files.</summary>
    [AllowNull]
    public IReadOnlyList<string> ConfigFiles { get; init => field = value ?? []; } = [];

    /// <summary>The container image of the processes.</summary>
    public string? Container { get; init; }

    /// <summary>The container engine.</summary>
    public string? ContainerEngine { get; init; }

    /// <summary>Who launched it.</summary>
    public string? UserName { get; init; }

    /// <summary>The id of who launched it.</summary>
    public long? OwnerId { get; init; }

    /// <summary>Whether it resumed an earlier run.</summary>
    public bool? Resume { get; init; }

    /// <summary>Whether it succeeded.</summary>
    public bool? Success { get; init; }

    /// <summary>Whether it is deleted.</summary>
    public bool? Deleted { get; init; }

    /// <summary>The exit status of Nextflow.</summary>
    public int? ExitStatus { get; init; }

    /// <summary>Why it failed.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>The report of the task that failed.</summary>
    public string? ErrorReport { get; init; }

    /// <summary>When the run was submitted.</summary>
    public DateTimeOffset? Submit { get; init; }

    /// <summary>When Nextflow started.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>When the run ended.</summary>
    public DateTimeOffset? Complete { get; init; }

    /// <summary>When the platform made its record.</summary>
    public DateTimeOffset? DateCreated { get; init; }

    /// <summary>When the record was changed last.</summary>
    public DateTimeOffset? LastUpdated { get; init; }

    /// <summary>How long it took, in milliseconds.</summary>
    public long? Duration { get; init; }

    /// <summary>What the pipeline says about itself.</summary>
    public PipelineManifest? Manifest { get; init; }

    /// <summary>The Nextflow that ran it.</summary>
    public NextflowInfo? Nextflow { get; init; }

    /// <summary>How its tasks ended.</summary>
    public WorkflowStats? Stats { get; init; }

    /// <summary>The id of the job that runs Nextflow.</summary>
    public string? OperationId { get; init; }

    /// <summary>The name of Nextflow's output file.</summary>
    public string? OutFile { get; init; }

    /// <summary>The name of Nextflow's log file.</summary>
    public string? LogFile { get; init; }
}
