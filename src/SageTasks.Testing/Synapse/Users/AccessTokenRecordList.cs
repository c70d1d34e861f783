namespace SageTasks.Testing.Synapse;

/// <summary>The caller's personal access tokens.</summary>
internal sealed record AccessTokenRecordList
{
    public required IReadOnlyList<AccessTokenRecord> Results { get; init; }

    public string? NextPageToken { get; init; }
}
