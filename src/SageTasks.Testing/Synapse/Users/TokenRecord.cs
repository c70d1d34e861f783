namespace SageTasks.Testing.Synapse;

/// <summary>A token, as stored under its text.</summary>
internal sealed record TokenRecord
{
    public required string Id { get; init; }

    public required string Token { get; init; }

    public required long UserId { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public string? Name { get; init; }

    public required DateTimeOffset CreatedOn { get; init; }

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"token {Id} of {UserId}";
}
