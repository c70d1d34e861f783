namespace SageTasks.Cavatica;

/// <summary>Where a file's bytes lie.</summary>
public sealed record FileStorage
{
    /// <summary>On the platform, or on a volume that the file is an alias of.</summary>
    public FileStorageType Type { get; init; }

    /// <summary>The volume, owner/name.</summary>
    public string? Volume { get; init; }

    /// <summary>The place on the volume.</summary>
    public string? Location { get; init; }

    /// <summary>The cloud, such as AWS.</summary>
    public string? HostingProvider { get; init; }

    /// <summary>The cloud's region.</summary>
    public string? Region { get; init; }
}
