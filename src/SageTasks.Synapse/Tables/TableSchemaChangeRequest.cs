namespace SageTasks.Synapse;

/// <summary>Adds, removes, replaces and orders columns.</summary>
public sealed record TableSchemaChangeRequest() : TableUpdateRequest(TypeName)
{
    internal const string TypeName = "org.sagebionetworks.repo.model.table.TableSchemaChangeRequest";

    /// <summary>The changes.</summary>
    public IReadOnlyList<ColumnChange> Changes { get; init => field = value ?? []; } = [];

    /// <summary>All columns after the change, in order.</summary>
    public IReadOnlyList<string>? OrderedColumnIds { get; init; }
}
