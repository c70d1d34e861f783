namespace SageTasks.Tower;

/// <summary>A run as lists show it: what a look-up needs, and little more, so that a hundred thousand of them are cheap. Fields of a run that was just submitted can be null.</summary>
public sealed record WorkflowRow
{
    /// <summary>The run's id (<c>workflowId</c>).</summary>
    public required string Id { get; init; }

    /// <summary>The run's name.</summary>
    public string? RunName { get; init; }

    /// <summary>The pipeline, often as <c>owner/name</c>.</summary>
    public string? ProjectName { get; init; }

    /// <summary>The Nextflow session.</summary>
    public string? SessionId { get; init; }

    /// <summary>Where the run stands.</summary>
    public WorkflowStatus? Status { get; init; }

    /// <summary>When the run was submitted.</summary>
    public DateTimeOffset? Submit { get; init; }

    /// <summary>When Nextflow started.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>When the run ended.</summary>
    public DateTimeOffset? Complete { get; init; }

    /// <summary>When the platform made its record.</summary>
    public DateTimeOffset? DateCreated { get; init; }

    /// <summary>The branch, tag or commit.</summary>
    public string? Revision { get; init; }

    /// <summary>Who launched it.</summary>
    public string? UserName { get; init; }

    /// <summary>Why it failed.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>The exit status of Nextflow.</summary>
    public int? ExitStatus { get; init; }
}
