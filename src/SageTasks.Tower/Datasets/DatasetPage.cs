using System.Diagnostics.CodeAnalysis;

namespace SageTasks.Tower;

/// <summary>One page of datasets (<c>GET /datasets</c>).</summary>
public sealed record DatasetPage
{
    /// <summary>The datasets of this page.</summary>
    [AllowNull]
    public IReadOnlyList<Dataset> Datasets { get; init => field = value ?? []; } = [];

    /// <summary>How many datasets there are on all pages.</summary>
    public long? TotalSize { get; init; }
}
