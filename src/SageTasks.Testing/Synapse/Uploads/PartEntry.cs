namespace SageTasks.Testing.Synapse;

/// <summary>What the journal says of a part.</summary>
internal sealed record PartEntry
{
    public required string UploadId { get; init; }

    public required string FileName { get; init; }

    public required long PartNumber { get; init; }

    public required long Bytes { get; init; }

    public required string Md5 { get; init; }
}
