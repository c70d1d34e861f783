namespace SageTasks.Storage;

/// <summary>What a partial download is a part of.</summary>
internal sealed record JournalHeader
{
    public required long Size { get; init; }

    public required long PartSize { get; init; }

    public string? Tag { get; init; }

    public DateTimeOffset? LastModified { get; init; }

    public IReadOnlyList<Digest> Expected { get; init; } = [];

    /// <summary>How the object was asked to be written; a store may add marks of its own to the upload.</summary>
    public PutOptions? Put { get; init; }

    /// <summary>The upload that the parts go to; null where they go to a partial file.</summary>
    public ObjectUpload? Upload { get; init; }

    public ObjectVersion Version => new() { Size = Size, Tag = Tag, LastModified = LastModified };

    public int PartCount => checked((int)((Size + PartSize - 1) / PartSize));

    public PartGrid Grid => new(Size, checked((int)PartSize));

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
