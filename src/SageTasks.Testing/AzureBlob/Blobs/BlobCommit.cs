namespace SageTasks.Testing.AzureBlob;

/// <summary>What the journal says about a blob.</summary>
internal sealed record BlobCommit
{
    public required string ETag { get; init; }

    public required long Size { get; init; }

    /// <summary>How it came: put, blocks, copy; null where it did not.</summary>
    public string? By { get; init; }
}
