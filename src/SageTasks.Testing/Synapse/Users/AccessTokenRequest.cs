namespace SageTasks.Testing.Synapse;

/// <summary>The body of <c>POST /personalAccessToken</c>.</summary>
internal sealed record AccessTokenRequest
{
    public string? Name { get; init; }

    public IReadOnlyList<string>? Scope { get; init; }
}
