namespace SageTasks.Synapse;

/// <summary>A row at a version.</summary>
public sealed record RowReference
{
    /// <summary>The id.</summary>
    public long? RowId { get; init; }

    /// <summary>The version.</summary>
    public long? VersionNumber { get; init; }
}
