namespace SageTasks.Testing.Synapse;

/// <summary>A user or team in a list.</summary>
internal sealed record UserGroupHeader
{
    public string? OwnerId { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? UserName { get; init; }

    public string? Email { get; init; }

    public string? DisplayName { get; init; }

    public bool? IsIndividual { get; init; }
}
