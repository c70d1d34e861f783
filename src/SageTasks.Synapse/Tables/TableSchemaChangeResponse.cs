namespace SageTasks.Synapse;

/// <summary>Columns changed.</summary>
public sealed record TableSchemaChangeResponse() : TableUpdateResponse(TypeName)
{
    internal const string TypeName = "org.sagebionetworks.repo.model.table.TableSchemaChangeResponse";

    /// <summary>All columns, in order.</summary>
    public IReadOnlyList<ColumnModel> Schema { get; init => field = value ?? []; } = [];
}
