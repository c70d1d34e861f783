namespace SageTasks.Storage;

/// <summary>
/// A multipart upload that has begun: plain data, so that another process can go on with it. Nothing is visible at the location until
/// it is completed.
/// </summary>
public sealed record ObjectUpload
{
    /// <summary>Where the object will appear.</summary>
    public required Location Location { get; init; }

    /// <summary>The store's id of the upload. May be an address that grants access: store it like a secret.</summary>
    public required string Id { get; init; }

    /// <summary>The number of bytes in all.</summary>
    public required long Size { get; init; }

    /// <summary>The number of bytes of every part but the last.</summary>
    public required long PartSize { get; init; }

    /// <summary>How the object is to be written.</summary>
    public PutOptions Options { get; init; } = new();

    /// <summary>When the upload began, by the store's clock where it says so.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>The number of parts; an empty object has one empty part.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int PartCount => checked((int)Math.Max(1, (Size + PartSize - 1) / PartSize));

    /// <summary>Where a part begins. Parts count from 1.</summary>
    public long OffsetOf(int part) => (part - 1) * PartSize;

    /// <summary>The number of bytes of a part. Parts count from 1.</summary>
    public long LengthOf(int part) => Math.Min(PartSize, Size - OffsetOf(part));

    /// <summary>Where the object will appear; not the id.</summary>
    public override string ToString() => $"upload to {Location}";
}
