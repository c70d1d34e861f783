namespace SageTasks.Testing.Synapse;

/// <summary>Every kind of result of a change on the wire.</summary>
internal sealed record TableUpdateResponse
{
    public required string ConcreteType { get; init; }

    public RowReferenceSet? RowReferenceSet { get; init; }

    public long? RowsProcessed { get; init; }

    public string? Etag { get; init; }

    public IReadOnlyList<ColumnModel>? Schema { get; init; }

    public IReadOnlyList<EntityUpdateResult>? UpdateResults { get; init; }

    public bool? SearchEnabled { get; init; }
}
