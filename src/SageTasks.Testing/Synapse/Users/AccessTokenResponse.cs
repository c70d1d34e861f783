namespace SageTasks.Testing.Synapse;

/// <summary>A new personal access token; shown this once.</summary>
internal sealed record AccessTokenResponse
{
    public string? Token { get; init; }

    /// <summary>Without the secret.</summary>
    public override string ToString() => "a new token";
}
