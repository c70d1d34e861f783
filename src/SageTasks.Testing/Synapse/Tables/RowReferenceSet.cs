namespace SageTasks.Testing.Synapse;

/// <summary>The rows that a change touched.</summary>
internal sealed record RowReferenceSet
{
    public required string TableId { get; init; }

    public string? Etag { get; init; }

    public IReadOnlyList<SelectColumn>? Headers { get; init; }

    public required IReadOnlyList<RowReference> Rows { get; init; }
}
