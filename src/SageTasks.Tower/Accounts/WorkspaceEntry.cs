using System.Diagnostics.CodeAnalysis;

namespace SageTasks.Tower;

/// <summary>A workspace that the user can see, or an organisation where <see cref="WorkspaceId"/> is null (<c>GET /user/{userId}/workspaces</c>).</summary>
public sealed record WorkspaceEntry
{
    /// <summary>The organisation's id.</summary>
    public long? OrgId { get; init; }

    /// <summary>The organisation's name.</summary>
    public string? OrgName { get; init; }

    /// <summary>The workspace's id; null for a row that stands for the organisation itself.</summary>
    public long? WorkspaceId { get; init; }

    /// <summary>The workspace's name.</summary>
    public string? WorkspaceName { get; init; }

    /// <summary>The workspace's display name.</summary>
    public string? WorkspaceFullName { get; init; }

    /// <summary>The user's roles in it, such as <c>launch</c> or <c>maintain</c>.</summary>
    [AllowNull]
    public IReadOnlyList<string> Roles { get; init => field = value ?? []; } = [];

    /// <summary>Whether its pipelines are shared with the organisation.</summary>
    public WorkspaceVisibility? Visibility { get; init; }
}
