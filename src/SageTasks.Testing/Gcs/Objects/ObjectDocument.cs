namespace SageTasks.Testing.Gcs;

/// <summary>A generation of an object as stored.</summary>
internal sealed record ObjectDocument
{
    public required string Bucket { get; init; }

    public required string Name { get; init; }

    public long Generation { get; init; }

    public long Metageneration { get; init; } = 1;

    public required long Size { get; init; }

    public required string Crc32C { get; init; }

    /// <summary>Null for an object that was composed.</summary>
    public string? Md5 { get; init; }

    /// <summary>The number of objects that it was composed of; null where it was not.</summary>
    public int? ComponentCount { get; init; }

    /// <summary>The file that holds the bytes.</summary>
    public required string File { get; init; }

    public ObjectFields Fields { get; init; } = new();

    public DateTimeOffset Created { get; init; }

    public DateTimeOffset Updated { get; init; }
}
