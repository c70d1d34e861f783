namespace SageTasks.Synapse;

/// <summary>A view of the submissions of evaluation queues.</summary>
public sealed record SubmissionView() : Table(TypeName)
{
    internal const string TypeName = "org.sagebionetworks.repo.model.table.SubmissionView";

    /// <summary>Ids of the evaluations whose submissions are shown.</summary>
    public IReadOnlyList<string>? ScopeIds { get; init; }
}
