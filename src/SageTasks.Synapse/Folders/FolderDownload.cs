namespace SageTasks.Synapse;

/// <summary>Asks to bring everything in a project or folder to a local folder.</summary>
public sealed record FolderDownload
{
    /// <summary>The project or folder.</summary>
    public required SynapseId Id { get; init; }

    /// <summary>The local folder; it need not be there.</summary>
    public required string Path { get; init; }

    /// <summary>Files that are brought at a time.</summary>
    /// <value>4. From 1 to 32.</value>
    public int Concurrency { get; init; } = 4;

    /// <summary>Whether to go down into folders.</summary>
    /// <value>true.</value>
    public bool Recursive { get; init; } = true;

    /// <summary>Whether to write <c>manifest.csv</c>, with annotations and provenance, into the local folder.</summary>
    /// <value>true.</value>
    public bool WriteManifest { get; init; } = true;
}
