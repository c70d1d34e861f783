namespace SageTasks.Synapse;

/// <summary>A table, as a task left it.</summary>
public sealed record EnsuredTable
{
    /// <summary>The table.</summary>
    public required SynapseId Id { get; init; }

    /// <summary>What was done: <see cref="StoreOutcome.Updated"/> means that columns were added or made wider.</summary>
    public required StoreOutcome Outcome { get; init; }

    /// <summary>All columns of the table now, in order.</summary>
    public IReadOnlyList<ColumnModel> Columns { get; init => field = value ?? []; } = [];
}
