namespace SageTasks.Storage;

/// <summary>One object to copy: both ends, and what is known before the first byte.</summary>
internal sealed record CopyJob
{
    public required IObjectSource From { get; init; }

    public required IObjectStore To { get; init; }

    public required ObjectInfo Source { get; init; }

    public required Location Destination { get; init; }

    public required CopyOptions Options { get; init; }

    /// <summary>How the object is written.</summary>
    public required PutOptions Put { get; init; }

    /// <summary>The memory that this copy shares with others.</summary>
    public required ByteBudget Budget { get; init; }

    /// <summary>The speed that this copy keeps to together with others; null for any.</summary>
    public ByteRate? Rate { get; init; }

    public IProgress<TransferProgress>? Progress { get; init; }

    /// <summary>The first bytes, up to the engine's part size, where they were asked for already.</summary>
    public FirstBytes? First { get; init; }

    /// <summary>Digests of the source's version that took a reading of all of it before the first byte could be sent.</summary>
    public IReadOnlyList<Digest> Computed { get; init; } = [];

    public long Size => Source.Version.Size!.Value;

    /// <summary>What the bytes have to be.</summary>
    public IReadOnlyList<Digest> Expected => [.. Options.Expected, .. Source.Digests.Where(digest => DigestComputer.CanCompute(digest.Algorithm))];

    /// <summary>What is computed on the way. CRC32C costs nothing beside the transfer, and is put together from parts.</summary>
    public IReadOnlyList<DigestAlgorithm> Algorithms =>
        [.. Expected.Select(digest => digest.Algorithm).Concat(Options.Compute).Concat(To.Capabilities.RequiredDigests).Append(DigestAlgorithm.Crc32C).Distinct()];

    /// <summary>What the caller has asked for by name, or the object is known by, and is not known yet.</summary>
    public IEnumerable<DigestAlgorithm> Demanded => Options.Expected.Select(digest => digest.Algorithm).Concat(Options.Compute).Concat(Identity)
        .Except(Computed.Select(digest => digest.Algorithm));

    private IEnumerable<DigestAlgorithm> Identity =>
        From.Capabilities.DigestIsIdentity && Verification.Strongest(Source.Digests, Source.Digests) is { } strongest ? [strongest] : [];

    /// <summary>The source as the mover of parts sees it; the caller disposes it where it can be.</summary>
    public IRangedSource Ranged => new StoreRangedSource(From, Source.Location, Rate);

    /// <summary>Gives back what was opened for the first bytes.</summary>
    public ValueTask LetGoAsync() => First?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>The first bytes for whoever reads them now; null where there are none that fit.</summary>
    public ValueTask<ObjectBody?> TakeFirstAsync(bool fits) => First?.TakeAsync(fits) ?? ValueTask.FromResult<ObjectBody?>(null);

    public ReadPolicy Policy(bool singleStream)
    {
        var isVerifiable = Expected.Count > 0;
        var canJoin = Source.Version.IsStrong || isVerifiable;
        return new ReadPolicy(Source.Version, singleStream || !From.Capabilities.RangedRead || !canJoin, canJoin);
    }
}
