namespace SageTasks.Cavatica;

/// <summary>A member of a project.</summary>
public sealed record ProjectMember
{
    /// <summary>The address of this resource.</summary>
    public string? Href { get; init; }

    /// <summary>The member's id.</summary>
    public string? Id { get; init; }

    /// <summary>The member's name.</summary>
    public string? Username { get; init; }

    /// <summary>The member's e-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>USER, TEAM or DIVISION.</summary>
    public string? Type { get; init; }

    /// <summary>What the member may do.</summary>
    public Permissions? Permissions { get; init; }
}
