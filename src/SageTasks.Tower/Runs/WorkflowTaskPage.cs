using System.Diagnostics.CodeAnalysis;

namespace SageTasks.Tower;

/// <summary>One page of the tasks of a run (<c>GET /workflow/{workflowId}/tasks</c>).</summary>
public sealed record WorkflowTaskPage
{
    /// <summary>The tasks of this page.</summary>
    [AllowNull]
    public IReadOnlyList<WorkflowTask> Tasks { get; init => field = value ?? []; } = [];

    /// <summary>How many tasks there are on all pages.</summary>
    public long? Total { get; init; }
}
