using System.Diagnostics.CodeAnalysis;

namespace SageTasks.Tower;

/// <summary>A run with everything around it (<c>GET /workflow/{workflowId}</c>).</summary>
public sealed record WorkflowDetails
{
    /// <summary>The run.</summary>
    public required Workflow Workflow { get; init; }

    /// <summary>The job that runs Nextflow.</summary>
    public JobInfo? JobInfo { get; init; }

    /// <summary>How far it is.</summary>
    public WorkflowProgress? Progress { get; init; }

    /// <summary>The Launchpad pipeline that it came from; null unless asked for.</summary>
    public PipelineReference? PipelineInfo { get; init; }

    /// <summary>The platform that it runs on.</summary>
    public ComputePlatform? Platform { get; init; }

    /// <summary>The organisation's id.</summary>
    public long? OrgId { get; init; }

    /// <summary>The organisation's name.</summary>
    public string? OrgName { get; init; }

    /// <summary>The workspace's id.</summary>
    public long? WorkspaceId { get; init; }

    /// <summary>The workspace's name.</summary>
    public string? WorkspaceName { get; init; }

    /// <summary>Whether its resources were optimised.</summary>
    public bool? Optimized { get; init; }

    /// <summary>The cost.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Whether the cost is an estimate rather than what was billed.</summary>
    public bool? CostIsEstimate { get; init; }

    /// <summary>The currency of the cost.</summary>
    public string? CostCurrency { get; init; }

    /// <summary>Its labels; empty unless asked for.</summary>
    [AllowNull]
    public IReadOnlyList<Label> Labels { get; init => field = value ?? []; } = [];

    /// <summary>What the platform says about the run; empty unless asked for.</summary>
    [AllowNull]
    public IReadOnlyList<string> Messages { get; init => field = value ?? []; } = [];
}
