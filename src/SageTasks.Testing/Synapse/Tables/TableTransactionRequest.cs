namespace SageTasks.Testing.Synapse;

/// <summary>The changes of one transaction on a table or view.</summary>
internal sealed record TableTransactionRequest
{
    public string? ConcreteType { get; init; }

    public string? EntityId { get; init; }

    public IReadOnlyList<TableUpdateRequest>? Changes { get; init; }

    public bool? CreateSnapshot { get; init; }

    public SnapshotRequest? SnapshotOptions { get; init; }
}
