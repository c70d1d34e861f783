namespace SageTasks.Testing.Synapse;

/// <summary>An upload destination in a list.</summary>
internal sealed record UploadDestinationLocation
{
    public long? StorageLocationId { get; init; }

    public string? Description { get; init; }

    public string? UploadType { get; init; }
}
