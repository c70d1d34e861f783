using System.Diagnostics.CodeAnalysis;

namespace SageTasks.Tower;

/// <summary>A pipeline on the Launchpad (<c>GET /pipelines/{pipelineId}</c>).</summary>
public sealed record Pipeline
{
    /// <summary>The pipeline's id.</summary>
    public required long PipelineId { get; init; }

    /// <summary>Its name, unique in its workspace.</summary>
    public string? Name { get; init; }

    /// <summary>The address of its code.</summary>
    public string? Repository { get; init; }

    /// <summary>What it does.</summary>
    public string? Description { get; init; }

    /// <summary>The address of its icon.</summary>
    public string? Icon { get; init; }

    /// <summary>Who added it.</summary>
    public string? UserName { get; init; }

    /// <summary>The organisation that it belongs to.</summary>
    public long? OrgId { get; init; }

    /// <summary>That organisation's name.</summary>
    public string? OrgName { get; init; }

    /// <summary>The workspace where it lives, which for a shared pipeline is another one than yours.</summary>
    public long? WorkspaceId { get; init; }

    /// <summary>That workspace's name.</summary>
    public string? WorkspaceName { get; init; }

    /// <summary>Whether it is shared.</summary>
    public string? Visibility { get; init; }

    /// <summary>Whether it is deleted.</summary>
    public bool? Deleted { get; init; }

    /// <summary>When it was changed last.</summary>
    public DateTimeOffset? LastUpdated { get; init; }

    /// <summary>The version that this entry shows.</summary>
    public PipelineVersion? Version { get; init; }

    /// <summary>Its compute environment; null unless asked for.</summary>
    public ComputeEnvEntry? ComputeEnv { get; init; }

    /// <summary>Its labels; empty unless asked for.</summary>
    [AllowNull]
    public IReadOnlyList<Label> Labels { get; init => field = value ?? []; } = [];
}
