using System.Text.Json;

namespace SageTasks.Testing;

/// <summary>A run as it is kept.</summary>
internal sealed record RunDocument
{
    public required string Id { get; init; }

    public required long Workspace { get; init; }

    public required long OwnerId { get; init; }

    public required string UserName { get; init; }

    public required string RunName { get; init; }

    public required string SessionId { get; init; }

    /// <summary>The id of the launch that this run keeps; resuming names it.</summary>
    public required string LaunchId { get; init; }

    /// <summary>Tower's word; null in rows of very old servers.</summary>
    public string? Status { get; init; }

    public required DateTimeOffset Submit { get; init; }

    public DateTimeOffset? Start { get; init; }

    public DateTimeOffset? Complete { get; init; }

    public required DateTimeOffset LastUpdated { get; init; }

    public required LaunchRequest Launch { get; init; }

    public required string ProjectName { get; init; }

    public required string Repository { get; init; }

    public string? Revision { get; init; }

    /// <summary>What the revision was when the run was submitted; shown when it has started.</summary>
    public string? CommitId { get; init; }

    public JsonElement? Params { get; init; }

    public string? ManifestName { get; init; }

    public int? ExitStatus { get; init; }

    public string? ErrorMessage { get; init; }

    public string? ErrorReport { get; init; }

    /// <summary>The run that this one resumes by the full recipe; null for a fresh one.</summary>
    public string? ResumedFrom { get; init; }

    public long? PipelineId { get; init; }

    public IReadOnlyList<long>? LabelIds { get; init; }

    public IReadOnlyList<long>? StarredBy { get; init; }

    public IReadOnlyList<string>? DatasetIds { get; init; }

    public string? SchedRunId { get; init; }

    /// <summary>Until when, by the true clock, lists leave the run out.</summary>
    public DateTimeOffset? HiddenUntil { get; init; }

    /// <summary>Whether a test put the run there, so that nothing executes it.</summary>
    public bool IsStaged { get; init; }

    /// <summary>Deleted runs are out of sight, but their names stay taken.</summary>
    public bool Deleted { get; init; }
}
