namespace SageTasks.Storage;

/// <summary>What a download brought.</summary>
internal sealed record DownloadResult
{
    public required string Path { get; init; }

    public required long Size { get; init; }

    public required ObjectVersion Version { get; init; }

    /// <summary>The digests that were asked for or verified.</summary>
    public required IReadOnlyList<Digest> Digests { get; init; }

    /// <summary>Bytes that this call took from the source.</summary>
    public required long BytesMoved { get; init; }

    /// <summary>Bytes that an earlier, interrupted call had left.</summary>
    public required long BytesResumed { get; init; }
}
