namespace SageTasks.Storage;

/// <summary>One object that was copied.</summary>
public sealed record TransferResult
{
    /// <summary>Where it came from.</summary>
    public required Location Source { get; init; }

    /// <summary>Where it is now.</summary>
    public required Location Destination { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The version that was read.</summary>
    public required ObjectVersion SourceVersion { get; init; }

    /// <summary>The version that was written.</summary>
    public required ObjectVersion Version { get; init; }

    /// <summary>Digests of the bytes: those that were computed on the way, or stated by the store that copied.</summary>
    public IReadOnlyList<Digest> Digests { get; init => field = value ?? []; } = [];

    /// <summary>The strongest digest by which the bytes that were sent are those that the source states or the caller expects; null where
    /// only the size could be compared. After an interruption that is a digest which can be put together from parts (CRC32C, CRC-64/NVME),
    /// or one that the caller asked for.</summary>
    public DigestAlgorithm? SourceVerifiedBy { get; init; }

    /// <summary>The strongest digest that the destination states of the object, has itself computed or compared, and that is the one of the
    /// bytes that were sent. Null where there is none, as of a local file, and after an upload in parts to most S3 servers but AWS, to Azure and
    /// to Synapse: the last two keep the MD5 of the whole as they are told it, and repeat it unseen. What a store checked of each part while
    /// it took the bytes does not count here.</summary>
    public DigestAlgorithm? DestinationVerifiedBy { get; init; }

    /// <summary>Bytes that this call took from the source.</summary>
    public long BytesMoved { get; init; }

    /// <summary>Bytes that an earlier, interrupted call had brought.</summary>
    public long BytesResumed { get; init; }

    /// <summary>Whether the store copied by itself.</summary>
    public bool IsServerSide { get; init; }

    /// <summary>How long the call took.</summary>
    public TimeSpan Duration { get; init; }
}
