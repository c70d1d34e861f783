namespace SageTasks.Testing.Synapse;

/// <summary>Rows to add or change: whole ones (<c>RowSet</c>) or some of their cells (<c>PartialRowSet</c>).</summary>
internal sealed record AppendableRowSet
{
    public string? ConcreteType { get; init; }

    public string? TableId { get; init; }

    public string? Etag { get; init; }

    public IReadOnlyList<SelectColumn>? Headers { get; init; }

    public IReadOnlyList<AppendableRow>? Rows { get; init; }
}
