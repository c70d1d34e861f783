namespace SageTasks.Cavatica;

/// <summary>A member to add. Give the name or the e-mail address.</summary>
public sealed record NewMember
{
    /// <summary>The user's name, or the id of a team or division.</summary>
    public string? Username { get; init; }

    /// <summary>The user's e-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>USER, TEAM or DIVISION; null for a user.</summary>
    public string? Type { get; init; }

    /// <summary>What the member may do.</summary>
    public required Permissions Permissions { get; init; }
}
