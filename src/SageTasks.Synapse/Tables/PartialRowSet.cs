namespace SageTasks.Synapse;

/// <summary>New rows and changed cells, by column id.</summary>
public sealed record PartialRowSet() : AppendableRowSet(TypeName)
{
    internal const string TypeName = "org.sagebionetworks.repo.model.table.PartialRowSet";

    /// <summary>The rows.</summary>
    public IReadOnlyList<PartialRow> Rows { get; init => field = value ?? []; } = [];
}
