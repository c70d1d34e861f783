namespace SageTasks.Testing.Drs;

/// <summary>An object that a client registers, in the words of the write proposal and of drs-filer.</summary>
internal sealed record Candidate
{
    public string? Name { get; init; }

    public long? Size { get; init; }

    public IReadOnlyList<Checksum>? Checksums { get; init; }

    public DateTimeOffset? CreatedTime { get; init; }

    public DateTimeOffset? UpdatedTime { get; init; }

    public string? MimeType { get; init; }

    public string? Version { get; init; }

    public IReadOnlyList<AccessMethod>? AccessMethods { get; init; }

    public IReadOnlyList<Content>? Contents { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string>? Aliases { get; init; }
}
