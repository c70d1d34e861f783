using System.Diagnostics.CodeAnalysis;

namespace SageTasks.Tower;

/// <summary>One page of labels (<c>GET /labels</c>).</summary>
public sealed record LabelPage
{
    /// <summary>The labels of this page.</summary>
    [AllowNull]
    public IReadOnlyList<Label> Labels { get; init => field = value ?? []; } = [];

    /// <summary>How many labels there are on all pages.</summary>
    public long? TotalSize { get; init; }
}
