namespace SageTasks.Tower;

/// <summary>The user whom the token belongs to (<c>GET /user-info</c>).</summary>
public sealed record UserInfo
{
    /// <summary>The user.</summary>
    public required TowerUser User { get; init; }

    /// <summary>Whether the user must still accept the terms of use.</summary>
    public bool? NeedConsent { get; init; }

    /// <summary>The workspace that the user sees first; null for the personal one.</summary>
    public long? DefaultWorkspaceId { get; init; }
}
