namespace SageTasks.Testing;

/// <summary>A pipeline saved on the Launchpad, as it is kept.</summary>
internal sealed record PipelineDocument
{
    public required long Id { get; init; }

    public required long Workspace { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    public string? Icon { get; init; }

    public required LaunchRequest Launch { get; init; }

    public required string LaunchId { get; init; }

    public required long UserId { get; init; }

    public required string UserName { get; init; }

    public IReadOnlyList<long>? LabelIds { get; init; }

    public required DateTimeOffset DateCreated { get; init; }

    public required DateTimeOffset LastUpdated { get; init; }
}
