namespace SageTasks.Cavatica;

/// <summary>A file or folder that a walk came to.</summary>
public sealed record WalkedFile
{
    /// <summary>The file or folder.</summary>
    public required CavaticaFile File { get; init; }

    /// <summary>Its path below the start of the walk: names with slashes between.</summary>
    public required string Path { get; init; }
}
