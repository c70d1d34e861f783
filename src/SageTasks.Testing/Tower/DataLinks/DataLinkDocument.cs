namespace SageTasks.Testing;

/// <summary>A data link as it is kept. Its bucket is a folder.</summary>
internal sealed record DataLinkDocument
{
    public required string Id { get; init; }

    public required long Workspace { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    public required string Provider { get; init; }

    public required string ResourceRef { get; init; }
}
