namespace SageTasks.Testing.Synapse;

/// <summary>What is asked of a table or view.</summary>
internal sealed record Query
{
    public string? Sql { get; init; }

    public IReadOnlyList<QueryFilter>? AdditionalFilters { get; init; }

    public IReadOnlyList<FacetRequest>? SelectedFacets { get; init; }

    public bool? IncludeEntityEtag { get; init; }

    public long? SelectFileColumn { get; init; }

    public long? SelectFileVersionColumn { get; init; }

    public long? Offset { get; init; }

    public long? Limit { get; init; }

    public IReadOnlyList<SortItem>? Sort { get; init; }
}
