namespace SageTasks.Testing.Synapse;

/// <summary>What is known of a table beside its rows, as stored.</summary>
internal sealed record TableState
{
    public required long TableId { get; init; }

    public required string Etag { get; init; }

    public required long LastRowId { get; init; }

    public required long LastVersion { get; init; }

    public required DateTimeOffset ModifiedOn { get; init; }
}
