namespace SageTasks.Storage;

/// <summary>What a partial download or an upload is a part of.</summary>
internal sealed record JournalHeader
{
    public required long Size { get; init; }

    public required long PartSize { get; init; }

    public string? Tag { get; init; }

    public DateTimeOffset? LastModified { get; init; }

    public IReadOnlyList<Digest> Expected { get; init; } = [];

    /// <summary>How the object was asked to be written; a store may add marks of its own to the upload.</summary>
    public PutOptions? Put { get; init; }

    /// <summary>The upload that the parts go to; null where they go to a partial file, and where the source was only hashed yet.</summary>
    public ObjectUpload? Upload { get; init; }

    /// <summary>Digests that took a reading of the whole source to announce them.</summary>
    public IReadOnlyList<Digest> Computed { get; init; } = [];

    public ObjectVersion Version => new() { Size = Size, Tag = Tag, LastModified = LastModified };

    public int PartCount => checked((int)((Size + PartSize - 1) / PartSize));

    public PartGrid Grid => new(Size, checked((int)PartSize));

    /// <summary>What an upload is a part of.</summary>
    public static JournalHeader Of(CopyJob job, long partSize) => new()
    {
        Size = job.Size,
        PartSize = partSize,
        Tag = job.Source.Version.Tag,
        LastModified = job.Source.Version.LastModified,
        Expected = job.Expected,
        Put = job.Put,
        Computed = job.Computed,
    };

    /// <summary>Whether the source is surely the one that this is of.</summary>
    public bool IsOf(CopyJob job) => Size == job.Size && job.Source.Version.IsStrong && Version.Matches(job.Source.Version);

    /// <summary>Whether bytes that were fetched for this header can be used for a request.</summary>
    public bool Serves(DownloadRequest request)
    {
        if (request.ExpectedSize is { } size && size != Size)
        {
            return false;
        }

        if (Expected.Any(mine => request.Expected.Any(theirs => theirs.Algorithm == mine.Algorithm && theirs != mine)))
        {
            return false;
        }

        return Version.IsStrong || request.IsVerifiable;
    }
}
