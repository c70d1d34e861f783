namespace SageTasks.Testing.Synapse;

/// <summary>What the journal says of an upload.</summary>
internal sealed record UploadEntry
{
    public required string UploadId { get; init; }

    public required string FileName { get; init; }

    public required long Bytes { get; init; }

    public required long PartCount { get; init; }

    public string? FileHandleId { get; init; }
}
