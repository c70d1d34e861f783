namespace SageTasks.Testing.Drs;

/// <summary>What the journal says of an object.</summary>
internal sealed record ObjectCommit
{
    public string? Name { get; init; }

    public long? Size { get; init; }

    public required IReadOnlyList<Checksum> Checksums { get; init; }

    public string? By { get; init; }
}
