namespace SageTasks.Tower;

/// <summary>A user of Tower.</summary>
public sealed record TowerUser
{
    /// <summary>The user's id.</summary>
    public required long Id { get; init; }

    /// <summary>The name that the user signs in with.</summary>
    public string? UserName { get; init; }

    /// <summary>The user's e-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>The first name.</summary>
    public string? FirstName { get; init; }

    /// <summary>The last name.</summary>
    public string? LastName { get; init; }

    /// <summary>The organisation that the user named in the profile.</summary>
    public string? Organization { get; init; }

    /// <summary>When the account was made.</summary>
    public DateTimeOffset? DateCreated { get; init; }

    /// <summary>When the user was last here.</summary>
    public DateTimeOffset? LastAccess { get; init; }
}
