namespace SageTasks.Synapse;

/// <summary>A view: the entities of a scope as rows, their annotations as columns.</summary>
public sealed record EntityView() : Table(TypeName)
{
    internal const string TypeName = "org.sagebionetworks.repo.model.table.EntityView";

    /// <summary>Bits: 1 file, 2 project, 4 table, 8 folder, 0x10 view, 0x20 docker, 0x40 submission view, 0x80 dataset.</summary>
    public long? ViewTypeMask { get; init; }

    /// <summary>Ids of the containers whose entities are shown.</summary>
    public IReadOnlyList<string>? ScopeIds { get; init; }
}
