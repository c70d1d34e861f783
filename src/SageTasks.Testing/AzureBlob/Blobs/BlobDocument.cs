namespace SageTasks.Testing.AzureBlob;

/// <summary>A block blob as stored.</summary>
internal sealed record BlobDocument
{
    public required string Container { get; init; }

    public required string Name { get; init; }

    public required long Size { get; init; }

    /// <summary>Without quotes.</summary>
    public string ETag { get; init; } = "";

    /// <summary>The bytes: one run, or one for each block of its list.</summary>
    public required IReadOnlyList<StoredBytes> Bytes { get; init; }

    /// <summary>The ids of its blocks, in order; empty where it was written whole.</summary>
    public IReadOnlyList<string> Blocks { get; init; } = [];

    public required BlobFields Fields { get; init; }

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public DateTimeOffset Created { get; init; }

    /// <summary>To the second, as Azure tells it.</summary>
    public DateTimeOffset Modified { get; init; }

    public CopyDocument? Copy { get; init; }

    public string Tag => $"\"{ETag}\"";
}
