namespace SageTasks.Synapse;

/// <summary>Rows were added or changed.</summary>
public sealed record RowReferenceSetResults() : TableUpdateResponse(TypeName)
{
    internal const string TypeName = "org.sagebionetworks.repo.model.table.RowReferenceSetResults";

    /// <summary>The rows.</summary>
    public RowReferenceSet? RowReferenceSet { get; init; }
}
