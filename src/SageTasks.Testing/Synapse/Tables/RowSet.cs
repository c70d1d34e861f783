namespace SageTasks.Testing.Synapse;

/// <summary>Rows with their columns.</summary>
internal sealed record RowSet
{
    public string? ConcreteType { get; init; }

    public string? TableId { get; init; }

    public string? Etag { get; init; }

    public IReadOnlyList<SelectColumn>? Headers { get; init; }

    public IReadOnlyList<Row>? Rows { get; init; }
}
