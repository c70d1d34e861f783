namespace SageTasks.Synapse;

/// <summary>A place that takes uploads, in short.</summary>
public sealed record UploadDestinationLocation
{
    /// <summary>The storage location.</summary>
    public required long StorageLocationId { get; init; }

    /// <summary>What it is.</summary>
    public string? Description { get; init; }

    /// <summary>The kind of place.</summary>
    public UploadType? UploadType { get; init; }
}
