namespace SageTasks.Testing.Synapse;

/// <summary>A column, shared by every table that has it.</summary>
internal sealed record ColumnModel
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    public string? ColumnType { get; init; }

    public long? MaximumSize { get; init; }

    public long? MaximumListLength { get; init; }

    public IReadOnlyList<string>? EnumValues { get; init; }

    public string? DefaultValue { get; init; }

    public string? FacetType { get; init; }

    public IReadOnlyList<JsonSubColumnModel>? JsonSubColumns { get; init; }
}
