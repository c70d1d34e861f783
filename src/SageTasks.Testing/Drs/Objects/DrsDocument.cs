namespace SageTasks.Testing.Drs;

/// <summary>An object or a bundle as it is stored.</summary>
internal sealed record DrsDocument
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    public long? Size { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset Updated { get; init; }

    public string? Version { get; init; }

    public string? MimeType { get; init; }

    public required IReadOnlyList<Checksum> Checksums { get; init; }

    /// <summary>The file on this machine that holds the bytes, no part of its path a link; null where they are elsewhere.</summary>
    public string? File { get; init; }

    public IReadOnlyList<DrsAccess> Access { get; init; } = [];

    /// <summary>Access methods that lead elsewhere, as they were registered.</summary>
    public IReadOnlyList<AccessMethod> Methods { get; init; } = [];

    /// <summary>Null for an object that is no bundle.</summary>
    public IReadOnlyList<Content>? Contents { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string> Aliases { get; init; } = [];

    public bool RequiresPassport { get; init; }

    public bool IsAvailable { get; init; } = true;

    /// <summary>What indexd keeps besides; null for what was not registered there.</summary>
    public IndexdFields? Indexd { get; init; }

    public bool IsBundle => Contents is not null;
}
