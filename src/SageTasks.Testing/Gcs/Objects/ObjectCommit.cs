namespace SageTasks.Testing.Gcs;

/// <summary>What the journal says about a generation of an object.</summary>
internal sealed record ObjectCommit
{
    public required long Generation { get; init; }

    public required long Size { get; init; }

    public required string Crc32C { get; init; }

    /// <summary>How it came: media, multipart, resumable, compose, copy, rewrite; null where it did not.</summary>
    public string? By { get; init; }
}
