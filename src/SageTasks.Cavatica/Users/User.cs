namespace SageTasks.Cavatica;

/// <summary>A person with an account.</summary>
public sealed record User
{
    /// <summary>The address of this resource.</summary>
    public string? Href { get; init; }

    /// <summary>The name that projects and volumes of this person begin with.</summary>
    public required string Username { get; init; }

    /// <summary>The e-mail address; null where this token may not see it.</summary>
    public string? Email { get; init; }

    /// <summary>The first name.</summary>
    public string? FirstName { get; init; }

    /// <summary>The last name.</summary>
    public string? LastName { get; init; }

    /// <summary>The institution.</summary>
    public string? Affiliation { get; init; }

    /// <summary>The telephone number.</summary>
    public string? Phone { get; init; }

    /// <summary>The street.</summary>
    public string? Address { get; init; }

    /// <summary>The city.</summary>
    public string? City { get; init; }

    /// <summary>The state or province.</summary>
    public string? State { get; init; }

    /// <summary>The country.</summary>
    public string? Country { get; init; }

    /// <summary>The postal code.</summary>
    public string? ZipCode { get; init; }

    /// <summary>What the user may do in a division.</summary>
    public string? Role { get; init; }

    /// <summary>The user's tags.</summary>
    public IReadOnlyList<string> Tags { get; init => field = value ?? []; } = [];
}
