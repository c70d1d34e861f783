namespace SageTasks.Testing.S3;

/// <summary>What the journal says about an object.</summary>
internal sealed record ObjectCommit
{
    public required string ETag { get; init; }

    public required long Size { get; init; }

    /// <summary>How it came: put, copy, multipart; null where it went.</summary>
    public string? By { get; init; }
}
