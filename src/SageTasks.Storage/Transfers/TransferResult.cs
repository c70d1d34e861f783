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

    /// <summary>The strongest digest by which the bytes that arrived are those that the source states or the caller expects; null where
    /// only the size could be compared.</summary>
    public DigestAlgorithm? SourceVerifiedBy { get; init; }

    /// <summary>The strongest digest by which the destination holds the bytes that were sent: one that it states of the object, or else
    /// one by which it checked what it took (<see cref="StoreCapabilities.CheckedDigests"/>). Null where only the size could be compared.</summary>
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
