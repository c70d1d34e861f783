namespace SageTasks.Testing.Drs;

/// <summary>A bundle as a client posts it to indexd.</summary>
internal sealed record BundleRequest
{
    public string? Name { get; init; }

    public IReadOnlyList<string>? Bundles { get; init; }

    public string? BundleId { get; init; }

    public string? Version { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string>? Aliases { get; init; }

    public IReadOnlyList<Checksum>? Checksums { get; init; }
}
