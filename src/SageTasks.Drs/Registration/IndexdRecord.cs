namespace SageTasks.Drs;

/// <summary>A record of indexd on the wire, new or stored.</summary>
internal sealed record IndexdRecord
{
    public string? Did { get; init; }

    public string? Form { get; init; }

    public long? Size { get; init; }

    public string? FileName { get; init; }

    public IReadOnlyDictionary<string, string>? Hashes { get; init; }

    public IReadOnlyList<string>? Urls { get; init; }

    public IReadOnlyList<string>? Authz { get; init; }

    public IReadOnlyList<string>? Acl { get; init; }

    public string? Version { get; init; }

    public string? Description { get; init; }
}
