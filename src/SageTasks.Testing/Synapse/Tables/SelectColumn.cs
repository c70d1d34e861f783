namespace SageTasks.Testing.Synapse;

/// <summary>A column of a result.</summary>
internal sealed record SelectColumn
{
    public string? Name { get; init; }

    public string? ColumnType { get; init; }

    public string? Id { get; init; }
}
