namespace SageTasks.Testing;

/// <summary>A compute environment as it is kept.</summary>
internal sealed record ComputeEnvDocument
{
    public required string Id { get; init; }

    public required long Workspace { get; init; }

    public required string Name { get; init; }

    public required string Platform { get; init; }

    public required string Status { get; init; }

    public required string WorkDir { get; init; }

    public bool Primary { get; init; }

    public string? Region { get; init; }

    public string? Description { get; init; }

    public string? PreRunScript { get; init; }

    public string? PostRunScript { get; init; }

    public string? NextflowConfig { get; init; }

    public string? CredentialsId { get; init; }

    public IReadOnlyList<long>? LabelIds { get; init; }

    public required DateTimeOffset DateCreated { get; init; }

    public DateTimeOffset? LastUsed { get; init; }
}
