using System.Diagnostics.CodeAnalysis;

namespace SageTasks.Tower;

/// <summary>One page of pipelines (<c>GET /pipelines</c>).</summary>
public sealed record PipelinePage
{
    /// <summary>The pipelines of this page.</summary>
    [AllowNull]
    public IReadOnlyList<Pipeline> Pipelines { get; init => field = value ?? []; } = [];

    /// <summary>How many pipelines there are on all pages.</summary>
    public long? TotalSize { get; init; }
}
