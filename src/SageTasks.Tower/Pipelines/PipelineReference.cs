namespace SageTasks.Tower;

/// <summary>The Launchpad pipeline that a run came from.</summary>
public sealed record PipelineReference
{
    /// <summary>The pipeline's id.</summary>
    public long? Id { get; init; }

    /// <summary>The workspace where it lives.</summary>
    public long? WorkspaceId { get; init; }
}
