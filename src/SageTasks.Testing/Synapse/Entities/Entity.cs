using System.Text.Json.Serialization;

namespace SageTasks.Testing.Synapse;

/// <summary>Every kind of entity on the wire; what a kind does not have is null and stays unwritten.</summary>
internal sealed record Entity
{
    public string? ConcreteType { get; init; }

    public string? Id { get; init; }

    public string? Etag { get; init; }

    public string? Name { get; init; }

    public string? Description { get; init; }

    public string? ParentId { get; init; }

    public DateTimeOffset? CreatedOn { get; init; }

    public string? CreatedBy { get; init; }

    public DateTimeOffset? ModifiedOn { get; init; }

    public string? ModifiedBy { get; init; }

    public long? VersionNumber { get; init; }

    public string? VersionLabel { get; init; }

    public string? VersionComment { get; init; }

    public bool? IsLatestVersion { get; init; }

    public string? Alias { get; init; }

    public string? DataFileHandleId { get; init; }

    public string? FileNameOverride { get; init; }

    public Reference? LinksTo { get; init; }

    public string? LinksToClassName { get; init; }

    public IReadOnlyList<string>? ColumnIds { get; init; }

    public bool? IsSearchEnabled { get; init; }

    [JsonPropertyName("definingSQL")]
    public string? DefiningSQL { get; init; }

    public long? ViewTypeMask { get; init; }

    public string? Type { get; init; }

    public IReadOnlyList<string>? ScopeIds { get; init; }

    public IReadOnlyList<EntityRef>? Items { get; init; }

    public long? Size { get; init; }

    public string? Checksum { get; init; }

    public long? Count { get; init; }

    public string? RepositoryName { get; init; }

    public bool? IsManaged { get; init; }
}
