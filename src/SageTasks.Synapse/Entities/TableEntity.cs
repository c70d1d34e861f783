namespace SageTasks.Synapse;

/// <summary>A table of rows and typed columns.</summary>
public sealed record TableEntity() : Table(TypeName)
{
    internal const string TypeName = "org.sagebionetworks.repo.model.table.TableEntity";
}
