namespace SageTasks.Testing;

/// <summary>An action as it is kept.</summary>
internal sealed record ActionDocument
{
    public required string Id { get; init; }

    public required long Workspace { get; init; }

    public required string Name { get; init; }

    public required string Source { get; init; }

    public required string Status { get; init; }

    public required LaunchRequest Launch { get; init; }

    public required DateTimeOffset DateCreated { get; init; }

    public DateTimeOffset? LastSeen { get; init; }
}
