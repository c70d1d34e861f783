using System.Diagnostics.CodeAnalysis;

namespace SageTasks.Tower;

/// <summary>One page of runs, newest first (<c>GET /workflow</c>).</summary>
public sealed record WorkflowPage
{
    /// <summary>The runs of this page.</summary>
    [AllowNull]
    public IReadOnlyList<WorkflowItem> Workflows { get; init => field = value ?? []; } = [];

    /// <summary>How many runs there are on all pages; null where it was not asked for or an older server does not say.</summary>
    public long? TotalSize { get; init; }

    /// <summary>Whether there is a next page; null on older servers.</summary>
    public bool? HasMore { get; init; }

    /// <summary>The server's clock when it answered (the <c>Date</c> header).</summary>
    public DateTimeOffset? ServerTime { get; init; }

    /// <summary>How long the request waited in this process until it was sent.</summary>
    internal TimeSpan Waited { get; init; }
}
