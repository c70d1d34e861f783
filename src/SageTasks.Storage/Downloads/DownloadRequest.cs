namespace SageTasks.Storage;

/// <summary>What is to be at a local path, and how that is recognised.</summary>
internal sealed record DownloadRequest
{
    public required string Destination { get; init; }

    /// <summary>Replace a file that is there; otherwise it is an error, and nobody's file is lost in a race.</summary>
    public bool Overwrite { get; init; } = true;

    public long? ExpectedSize { get; init; }

    /// <summary>Digests that the bytes must have.</summary>
    public IReadOnlyList<Digest> Expected { get; init; } = [];

    /// <summary>Digests to compute besides the expected ones.</summary>
    public IReadOnlyList<DigestAlgorithm> Compute { get; init; } = [];

    /// <summary>The memory that several downloads share; null where this one is alone.</summary>
    public ByteBudget? Budget { get; init; }

    /// <summary>The first bytes, where they were asked for already.</summary>
    public FirstBytes? First { get; init; }

    public IProgress<TransferProgress>? Progress { get; init; }

    public IReadOnlyList<DigestAlgorithm> Algorithms =>
        [.. Expected.Select(d => d.Algorithm).Where(DigestComputer.CanCompute).Concat(Compute).Distinct()];

    /// <summary>Whether bytes can be told to be right without trusting the source's word for their version.</summary>
    public bool IsVerifiable => Expected.Any(d => DigestComputer.CanCompute(d.Algorithm));
}
