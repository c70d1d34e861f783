namespace SageTasks.Testing.Synapse;

/// <summary>What one facet column holds.</summary>
internal sealed record FacetResult
{
    public required string ConcreteType { get; init; }

    public required string ColumnName { get; init; }

    public required string FacetType { get; init; }

    public IReadOnlyList<FacetValue>? FacetValues { get; init; }

    public string? ColumnMin { get; init; }

    public string? ColumnMax { get; init; }

    public string? SelectedMin { get; init; }

    public string? SelectedMax { get; init; }
}
