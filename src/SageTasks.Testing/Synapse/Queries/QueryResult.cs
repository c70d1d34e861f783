namespace SageTasks.Testing.Synapse;

/// <summary>One page of rows.</summary>
internal sealed record QueryResult
{
    public required string ConcreteType { get; init; }

    public required RowSet QueryResults { get; init; }

    public QueryNextPageToken? NextPageToken { get; init; }
}
