namespace SageTasks.Tower;

/// <summary>A workspace of an organisation (<c>GET /orgs/{orgId}/workspaces</c>).</summary>
public sealed record Workspace
{
    /// <summary>The workspace's id.</summary>
    public long? Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Its display name.</summary>
    public string? FullName { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>Whether its pipelines are shared with the organisation.</summary>
    public WorkspaceVisibility? Visibility { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? DateCreated { get; init; }

    /// <summary>When it was changed last.</summary>
    public DateTimeOffset? LastUpdated { get; init; }
}
