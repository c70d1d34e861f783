namespace SageTasks.Testing.Synapse;

/// <summary>A file handle through the object that it belongs to, which decides who may read it.</summary>
internal sealed record FileHandleAssociation
{
    public string? FileHandleId { get; init; }

    public string? AssociateObjectId { get; init; }

    public string? AssociateObjectType { get; init; }
}
