namespace SageTasks.Testing.Synapse;

/// <summary>The body of <c>POST /entity/{id}/table/download/csv/async/start</c>.</summary>
internal sealed record DownloadRequest
{
    public string? ConcreteType { get; init; }

    public string? EntityId { get; init; }

    public string? Sql { get; init; }

    public IReadOnlyList<QueryFilter>? AdditionalFilters { get; init; }

    public IReadOnlyList<FacetRequest>? SelectedFacets { get; init; }

    public bool? IncludeEntityEtag { get; init; }

    public IReadOnlyList<SortItem>? Sort { get; init; }

    public long? Offset { get; init; }

    public long? Limit { get; init; }

    public bool? WriteHeader { get; init; }

    public bool? IncludeRowIdAndRowVersion { get; init; }

    public CsvTableDescriptor? CsvTableDescriptor { get; init; }

    public string? FileName { get; init; }
}
