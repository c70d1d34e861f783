namespace SageTasks.Synapse;

/// <summary>A page of access tokens.</summary>
public sealed record AccessTokenPage
{
    /// <summary>The tokens of this page.</summary>
    public IReadOnlyList<AccessTokenRecord> Results { get; init => field = value ?? []; } = [];

    /// <summary>Asks for the next page; null on the last.</summary>
    public string? NextPageToken { get; init; }
}
