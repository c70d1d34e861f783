namespace SageTasks.Synapse;

/// <summary>Rows of a view were changed, each on its own: some may have failed.</summary>
public sealed record EntityUpdateResults() : TableUpdateResponse(TypeName)
{
    internal const string TypeName = "org.sagebionetworks.repo.model.table.EntityUpdateResults";

    /// <summary>One result for each entity.</summary>
    public IReadOnlyList<EntityUpdateResult> UpdateResults { get; init => field = value ?? []; } = [];
}
