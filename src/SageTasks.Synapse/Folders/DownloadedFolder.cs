namespace SageTasks.Synapse;

/// <summary>A local folder, as a task left it.</summary>
public sealed record DownloadedFolder
{
    /// <summary>The project or folder in Synapse.</summary>
    public required SynapseId Id { get; init; }

    /// <summary>The full local path.</summary>
    public required string Path { get; init; }

    /// <summary>The files, ordered by path.</summary>
    public IReadOnlyList<DownloadedFile> Files { get; init => field = value ?? []; } = [];

    /// <summary>The manifest; null where none was asked for.</summary>
    public string? Manifest { get; init; }

    /// <summary>Bytes that came over the wire in this call.</summary>
    public long BytesDownloaded { get; init; }
}
