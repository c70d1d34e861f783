namespace SageTasks.Synapse;

/// <summary>A personal access token of the caller; never the token itself.</summary>
public sealed record AccessTokenRecord
{
    /// <summary>The id of the token.</summary>
    public required string Id { get; init; }

    /// <summary>Principal id of the owner.</summary>
    public string? UserId { get; init; }

    /// <summary>The name that the user gave it.</summary>
    public string? Name { get; init; }

    /// <summary>What it may do: <c>view</c>, <c>download</c>, <c>modify</c>, …</summary>
    public IReadOnlyList<string> Scopes { get; init => field = value ?? []; } = [];

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreatedOn { get; init; }

    /// <summary>When it was last used; a token unused for 180 days expires.</summary>
    public DateTimeOffset? LastUsed { get; init; }

    /// <summary><c>ACTIVE</c> or <c>EXPIRED</c>.</summary>
    public string? State { get; init; }
}
