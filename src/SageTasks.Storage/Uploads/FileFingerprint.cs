namespace SageTasks.Storage;

/// <summary>A local file's digests, and the stamp of the file that they were computed from.</summary>
internal sealed record FileFingerprint
{
    public required FileStamp Stamp { get; init; }

    /// <summary>Digests of the whole file, in the order in which they were asked for.</summary>
    public required IReadOnlyList<Digest> Digests { get; init; }

    /// <summary>The MD5 of each part in order, where a part size was given.</summary>
    public IReadOnlyList<Digest> PartMd5s { get; init; } = [];

    public long Size => Stamp.Size;

    public Digest Md5 => Digests.First(d => d.Algorithm == DigestAlgorithm.Md5);
}
