namespace SageTasks.Synapse;

/// <summary>The address to which one part is sent, for 15 minutes.</summary>
public sealed record PartUrl
{
    /// <summary>The part, from 1.</summary>
    public required long PartNumber { get; init; }

    /// <summary>The signed address; it is a secret.</summary>
    public required string UploadPresignedUrl { get; init; }

    /// <summary>Headers that must be sent along.</summary>
    public IReadOnlyDictionary<string, string> SignedHeaders { get; init => field = value ?? new Dictionary<string, string>(StringComparer.Ordinal); } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Shows the part's number, never the signed address.</summary>
    public override string ToString() => $"PartUrl {{ PartNumber = {PartNumber} }}";
}
