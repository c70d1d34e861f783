namespace SageTasks.Tes;

/// <summary>A file that a task has left.</summary>
public sealed record CommandOutput
{
    /// <summary>Its absolute path in the container.</summary>
    public required string Path { get; init; }

    /// <summary>Where it is now.</summary>
    public required string Url { get; init; }

    /// <summary>Its size in bytes; null where the server does not say.</summary>
    public long? Size { get; init; }
}
