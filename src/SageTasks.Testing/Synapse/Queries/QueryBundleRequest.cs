namespace SageTasks.Testing.Synapse;

/// <summary>The body of <c>POST /entity/{id}/table/query/async/start</c>.</summary>
internal sealed record QueryBundleRequest
{
    public string? ConcreteType { get; init; }

    public string? EntityId { get; init; }

    public Query? Query { get; init; }

    public long? PartMask { get; init; }
}
