namespace SageTasks.Synapse;

/// <summary>A local file, as a task left it: whole, and equal to what Synapse has.</summary>
public sealed record DownloadedFile
{
    /// <summary>The file in Synapse, at the version that was read; for a query's result the table.</summary>
    public required SynapseId Id { get; init; }

    /// <summary>The full local path.</summary>
    public required string Path { get; init; }

    /// <summary><see cref="DownloadOutcome.Unchanged"/> where an equal file was there already.</summary>
    public required DownloadOutcome Outcome { get; init; }

    /// <summary>Bytes of the file.</summary>
    public required long Size { get; init; }

    /// <summary>MD5 of the file, in hex; null where Synapse has none to compare with.</summary>
    public string? Md5 { get; init; }

    /// <summary>The file handle that holds the bytes.</summary>
    public string? FileHandleId { get; init; }

    /// <summary>Bytes that came over the wire in this call.</summary>
    public long BytesDownloaded { get; init; }

    /// <summary>Bytes that an earlier, interrupted call had brought.</summary>
    public long BytesResumed { get; init; }
}
