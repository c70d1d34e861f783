namespace SageTasks.Testing.S3;

/// <summary>An object as stored.</summary>
internal sealed record ObjectDocument
{
    public required string Bucket { get; init; }

    public required string Key { get; init; }

    public required long Size { get; init; }

    /// <summary>Without quotes.</summary>
    public required string ETag { get; init; }

    public required Checksum Checksum { get; init; }

    /// <summary>The bytes: one run, or one for each part.</summary>
    public required IReadOnlyList<StoredBytes> Bytes { get; init; }

    /// <summary>How many parts it was made of; null where it was written at once.</summary>
    public int? Parts { get; init; }

    public ObjectFields Fields { get; init; } = new();

    /// <summary>To the second, as S3 tells it.</summary>
    public DateTimeOffset Modified { get; init; }

    public string Tag => $"\"{ETag}\"";

    public static ObjectDocument Of(S3Call call, ReceivedBody body, ObjectFields fields) => new()
    {
        Bucket = call.Bucket,
        Key = call.Key,
        Size = body.Bytes.Length,
        ETag = body.ETag,
        Checksum = body.Checksum,
        Bytes = [body.Bytes],
        Fields = fields,
    };
}
