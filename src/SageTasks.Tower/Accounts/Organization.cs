namespace SageTasks.Tower;

/// <summary>An organisation (<c>GET /orgs</c>).</summary>
public sealed record Organization
{
    /// <summary>The organisation's id.</summary>
    public required long OrgId { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Its display name.</summary>
    public string? FullName { get; init; }

    /// <summary>What it is.</summary>
    public string? Description { get; init; }

    /// <summary>Where it is.</summary>
    public string? Location { get; init; }

    /// <summary>Its website.</summary>
    public string? Website { get; init; }

    /// <summary>The user's role in it: <c>owner</c>, <c>member</c> or <c>collaborator</c>.</summary>
    public string? MemberRole { get; init; }
}
