namespace SageTasks.Testing.Synapse;

/// <summary>A personal access token without its secret.</summary>
internal sealed record AccessTokenRecord
{
    public string? Id { get; init; }

    public string? UserId { get; init; }

    public IReadOnlyList<string>? Scopes { get; init; }

    public string? Name { get; init; }

    public DateTimeOffset? CreatedOn { get; init; }

    public DateTimeOffset? LastUsed { get; init; }

    public string? State { get; init; }
}
