namespace SageTasks.Testing.Synapse;

/// <summary>One value of a facet, and how many rows have it.</summary>
internal sealed record FacetValue
{
    public required string Value { get; init; }

    public required long Count { get; init; }

    public required bool IsSelected { get; init; }
}
