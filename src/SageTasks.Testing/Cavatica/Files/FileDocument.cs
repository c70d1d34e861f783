using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>A file or a folder as it is kept.</summary>
internal sealed record FileDocument
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Project { get; init; }

    /// <summary>The folder that it lies in; null for a project's root.</summary>
    public string? Parent { get; init; }

    public bool IsFolder { get; init; }

    public long Size { get; init; }

    /// <summary>As an object store writes it: the MD5, or for several parts a digest of digests and their number.</summary>
    public string? ETag { get; init; }

    /// <summary>Where its bytes are; empty for an alias of something on a volume.</summary>
    public IReadOnlyList<StoredBytes> Bytes { get; init; } = [];

    /// <summary>The volume that it is an alias of.</summary>
    public string? Volume { get; init; }

    public string? Location { get; init; }

    /// <summary>The task that made it.</summary>
    public string? OriginTask { get; init; }

    public JsonObject Metadata { get; init; } = [];

    public IReadOnlyList<string> Tags { get; init; } = [];

    public required DateTimeOffset CreatedOn { get; init; }

    public required DateTimeOffset ModifiedOn { get; init; }

    /// <summary>Until when, by the true clock, lists leave it out.</summary>
    public DateTimeOffset? HiddenUntil { get; init; }
}
