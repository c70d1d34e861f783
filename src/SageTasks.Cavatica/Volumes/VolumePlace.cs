namespace SageTasks.Cavatica;

/// <summary>A place on a volume.</summary>
public sealed record VolumePlace
{
    /// <summary>The volume, owner/name.</summary>
    public required string Volume { get; init; }

    /// <summary>The object or folder on it.</summary>
    public required string Location { get; init; }
}
