namespace SageTasks.Testing.Synapse;

/// <summary>A facet inside a JSON column.</summary>
internal sealed record JsonSubColumnModel
{
    public string? Name { get; init; }

    public string? ColumnType { get; init; }

    public string? FacetType { get; init; }

    public string? JsonPath { get; init; }
}
