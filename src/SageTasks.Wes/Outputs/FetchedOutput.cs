namespace SageTasks.Wes;

/// <summary>A file that was brought home.</summary>
public sealed record FetchedOutput
{
    /// <summary>What the server says of it.</summary>
    public required WesOutput Output { get; init; }

    /// <summary>Where it is now.</summary>
    public required string Path { get; init; }

    /// <summary>Its size in bytes; of a directory that of all its files.</summary>
    public required long Size { get; init; }

    /// <summary>It was there already with the SHA-1 that the server states (a directory: with the files of its store, or as an empty one), so that nothing was transferred.</summary>
    public bool WasThere { get; init; }
}
