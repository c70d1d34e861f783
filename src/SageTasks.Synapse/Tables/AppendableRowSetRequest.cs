namespace SageTasks.Synapse;

/// <summary>Adds or changes rows.</summary>
public sealed record AppendableRowSetRequest() : TableUpdateRequest(TypeName)
{
    internal const string TypeName = "org.sagebionetworks.repo.model.table.AppendableRowSetRequest";

    /// <summary>The rows.</summary>
    public AppendableRowSet? ToAppend { get; init; }
}
