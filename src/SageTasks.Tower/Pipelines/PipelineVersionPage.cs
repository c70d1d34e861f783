using System.Diagnostics.CodeAnalysis;

namespace SageTasks.Tower;

/// <summary>One page of the versions of a pipeline (<c>GET /pipelines/{pipelineId}/versions</c>).</summary>
public sealed record PipelineVersionPage
{
    /// <summary>The pipeline in each of its versions.</summary>
    [AllowNull]
    public IReadOnlyList<Pipeline> Versions { get; init => field = value ?? []; } = [];

    /// <summary>How many versions there are on all pages.</summary>
    public long? TotalSize { get; init; }
}
