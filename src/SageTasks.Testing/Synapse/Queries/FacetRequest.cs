namespace SageTasks.Testing.Synapse;

/// <summary>The values of a facet that are chosen.</summary>
internal sealed record FacetRequest
{
    public string? ConcreteType { get; init; }

    public string? ColumnName { get; init; }

    public IReadOnlyList<string>? FacetValues { get; init; }

    public string? Min { get; init; }

    public string? Max { get; init; }
}
