namespace SageTasks.Testing.Synapse;

/// <summary>The body of <c>POST /entity/{id}/table/deleteRows</c>.</summary>
internal sealed record RowSelection
{
    public string? TableId { get; init; }

    public string? Etag { get; init; }

    public IReadOnlyList<long>? RowIds { get; init; }
}
