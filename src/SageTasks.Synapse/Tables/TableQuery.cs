namespace SageTasks.Synapse;

/// <summary>A query in Synapse's SQL.</summary>
public sealed record TableQuery
{
    /// <summary>The query, such as <c>SELECT * FROM syn123</c>.</summary>
    public required string Sql { get; init; }

    /// <summary>Rows to skip.</summary>
    public long? Offset { get; init; }

    /// <summary>The most rows to return.</summary>
    public long? Limit { get; init; }

    /// <summary>The order, where the query gives none.</summary>
    public IReadOnlyList<SortItem>? Sort { get; init; }

    /// <summary>Whether rows of views carry the etag of their entity.</summary>
    public bool? IncludeEntityEtag { get; init; }
}
