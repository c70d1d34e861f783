namespace SageTasks.Synapse;

/// <summary>A user.</summary>
public sealed record UserProfile
{
    /// <summary>Principal id.</summary>
    public required string OwnerId { get; init; }

    /// <summary>The user name; <c>anonymous</c> where no token was sent.</summary>
    public string? UserName { get; init; }

    /// <summary>First name.</summary>
    public string? FirstName { get; init; }

    /// <summary>Last name.</summary>
    public string? LastName { get; init; }

    /// <summary>The name to show.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Address; only the user's own.</summary>
    public string? Email { get; init; }

    /// <summary>All addresses; only the user's own.</summary>
    public IReadOnlyList<string> Emails { get; init => field = value ?? []; } = [];

    /// <summary>Where the user works, in their own words.</summary>
    public string? Company { get; init; }

    /// <summary>What the user does there, in their own words.</summary>
    public string? Position { get; init; }

    /// <summary>Where the user lives or works, in their own words.</summary>
    public string? Location { get; init; }

    /// <summary>A few words.</summary>
    public string? Summary { get; init; }

    /// <summary>Changes with every update.</summary>
    public string? Etag { get; init; }

    /// <summary>When the account was made.</summary>
    public DateTimeOffset? CreatedOn { get; init; }
}
