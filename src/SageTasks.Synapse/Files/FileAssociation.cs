namespace SageTasks.Synapse;

/// <summary>A file handle, and the object through which the caller may read it.</summary>
public sealed record FileAssociation
{
    /// <summary>The file handle.</summary>
    public required string FileHandleId { get; init; }

    /// <summary>The object, such as <c>syn123</c>.</summary>
    public required string AssociateObjectId { get; init; }

    /// <summary>The kind of the object.</summary>
    public required FileAssociationType AssociateObjectType { get; init; }
}
