namespace SageTasks.Testing;

/// <summary>A dataset with its versions, as it is kept. The versions' bytes are files.</summary>
internal sealed record DatasetDocument
{
    public required string Id { get; init; }

    public required long Workspace { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    public required string SourceType { get; init; }

    public string? MediaType { get; init; }

    public bool Hidden { get; init; }

    public required long UserId { get; init; }

    public required string UserName { get; init; }

    public required DateTimeOffset DateCreated { get; init; }

    public required DateTimeOffset LastUpdated { get; init; }

    public required IReadOnlyList<DatasetVersionDocument> Versions { get; init; }

    public IReadOnlyList<long>? LabelIds { get; init; }
}
