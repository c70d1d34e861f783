using System.Diagnostics.CodeAnalysis;

namespace SageTasks.Tower;

/// <summary>One element of the list of runs (<c>GET /workflow</c>).</summary>
public sealed record WorkflowItem
{
    /// <summary>The run.</summary>
    public required WorkflowRow Workflow { get; init; }

    /// <summary>The organisation's id.</summary>
    public long? OrgId { get; init; }

    /// <summary>The organisation's name.</summary>
    public string? OrgName { get; init; }

    /// <summary>The workspace's id.</summary>
    public long? WorkspaceId { get; init; }

    /// <summary>The workspace's name.</summary>
    public string? WorkspaceName { get; init; }

    /// <summary>Whether the user starred it.</summary>
    public bool? Starred { get; init; }

    /// <summary>Its labels; empty unless asked for.</summary>
    [AllowNull]
    public IReadOnlyList<Label> Labels { get; init => field = value ?? []; } = [];
}
