namespace SageTasks.Cavatica;

/// <summary>A part that was sent and reported.</summary>
public sealed record FilePart
{
    /// <summary>Counts from 1.</summary>
    public required int PartNumber { get; init; }

    /// <summary>What the storage service called it.</summary>
    public string? Etag { get; init; }

    /// <summary>Bytes.</summary>
    public long? Size { get; init; }
}
