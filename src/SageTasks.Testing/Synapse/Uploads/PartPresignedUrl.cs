namespace SageTasks.Testing.Synapse;

/// <summary>Where to send one part, and the headers that must go with it.</summary>
internal sealed record PartPresignedUrl
{
    public required long PartNumber { get; init; }

    public required string UploadPresignedUrl { get; init; }

    public Dictionary<string, string>? SignedHeaders { get; init; }

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"signed URL of part {PartNumber}";
}
