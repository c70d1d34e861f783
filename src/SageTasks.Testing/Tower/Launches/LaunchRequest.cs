namespace SageTasks.Testing;

/// <summary>The fields of a launch, as the API takes and keeps them.</summary>
internal sealed record LaunchRequest
{
    public string? Id { get; init; }

    public string? ComputeEnvId { get; init; }

    public string? RunName { get; init; }

    public string? Pipeline { get; init; }

    public string? WorkDir { get; init; }

    public string? Revision { get; init; }

    public string? CommitId { get; init; }

    public string? SessionId { get; init; }

    public bool? Resume { get; init; }

    public bool? PullLatest { get; init; }

    public bool? StubRun { get; init; }

    public IReadOnlyList<string>? ConfigProfiles { get; init; }

    public string? ConfigText { get; init; }

    public string? TowerConfig { get; init; }

    public string? ParamsText { get; init; }

    public string? PreRunScript { get; init; }

    public string? PostRunScript { get; init; }

    public string? MainScript { get; init; }

    public string? EntryName { get; init; }

    public string? SchemaName { get; init; }

    public long? PipelineSchemaId { get; init; }

    public IReadOnlyList<string>? UserSecrets { get; init; }

    public IReadOnlyList<string>? WorkspaceSecrets { get; init; }

    public IReadOnlyList<long>? LabelIds { get; init; }

    public int? HeadJobCpus { get; init; }

    public int? HeadJobMemoryMb { get; init; }

    public string? LaunchContainer { get; init; }

    public string? OptimizationId { get; init; }

    public string? OptimizationTargets { get; init; }

    public string? OutputDir { get; init; }

    public string? NextflowVersion { get; init; }

    public string? SyntaxParser { get; init; }

    public DateTimeOffset? DateCreated { get; init; }
}
