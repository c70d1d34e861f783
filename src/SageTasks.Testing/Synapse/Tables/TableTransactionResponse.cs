namespace SageTasks.Testing.Synapse;

/// <summary>What each change of a transaction did.</summary>
internal sealed record TableTransactionResponse
{
    public required string ConcreteType { get; init; }

    public required IReadOnlyList<TableUpdateResponse> Results { get; init; }

    public long? SnapshotVersionNumber { get; init; }
}
