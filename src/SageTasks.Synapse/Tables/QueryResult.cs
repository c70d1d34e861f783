namespace SageTasks.Synapse;

/// <summary>A page of rows.</summary>
public sealed record QueryResult
{
    /// <summary>The rows.</summary>
    public RowSet? QueryResults { get; init; }

    /// <summary>Asks for the next page; null on the last.</summary>
    public QueryNextPageToken? NextPageToken { get; init; }
}
