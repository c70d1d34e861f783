namespace SageTasks.Testing.Synapse;

/// <summary>A user, as others see them.</summary>
internal sealed record UserProfile
{
    public string? OwnerId { get; init; }

    public string? Etag { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Email { get; init; }

    public IReadOnlyList<string>? Emails { get; init; }

    public IReadOnlyList<string>? OpenIds { get; init; }

    public string? UserName { get; init; }

    public string? DisplayName { get; init; }

    public string? Summary { get; init; }

    public string? Position { get; init; }

    public string? Location { get; init; }

    public string? Industry { get; init; }

    public string? Company { get; init; }

    public string? Url { get; init; }

    public string? TeamName { get; init; }

    public DateTimeOffset? CreatedOn { get; init; }

    public bool? TwoFactorAuthEnabled { get; init; }
}
