namespace SageTasks.Synapse;

/// <summary>Asks for a table that has certain columns.</summary>
public sealed record TableDefinition
{
    /// <summary>The project or folder.</summary>
    public required SynapseId ParentId { get; init; }

    /// <summary>The name of the table.</summary>
    public required string Name { get; init; }

    /// <summary>The columns that it must have; a table that is there may have others besides.</summary>
    public required IReadOnlyList<ColumnModel> Columns { get; init; }

    /// <summary>A description, where the table is created.</summary>
    public string? Description { get; init; }
}
