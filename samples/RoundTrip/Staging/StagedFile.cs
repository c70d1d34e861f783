using SageTasks.Synapse;

namespace RoundTrip.Staging;

/// <summary>A file of Synapse where pipelines can read it, whole and verified.</summary>
internal sealed record StagedFile
{
    public required SynapseId Id { get; init; }

    /// <summary>Its path or address, as the sample sheet names it.</summary>
    public required string Location { get; init; }

    /// <summary>The MD5 that Synapse states.</summary>
    public required string Md5 { get; init; }

    /// <summary>By what the staged bytes are known to be Synapse's, for people to read.</summary>
    public required string VerifiedBy { get; init; }

    /// <summary>Bytes that were moved for it now.</summary>
    public required long BytesMoved { get; init; }
}
