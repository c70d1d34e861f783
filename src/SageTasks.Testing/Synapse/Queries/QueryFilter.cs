namespace SageTasks.Testing.Synapse;

/// <summary>A condition beside the SQL.</summary>
internal sealed record QueryFilter
{
    public string? ConcreteType { get; init; }

    public string? ColumnName { get; init; }

    public string? Operator { get; init; }

    public string? Function { get; init; }

    public IReadOnlyList<string>? Values { get; init; }
}
