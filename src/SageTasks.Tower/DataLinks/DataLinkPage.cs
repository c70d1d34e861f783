using System.Diagnostics.CodeAnalysis;

namespace SageTasks.Tower;

/// <summary>One page of data links (<c>GET /data-links</c>).</summary>
public sealed record DataLinkPage
{
    /// <summary>The data links of this page.</summary>
    [AllowNull]
    public IReadOnlyList<DataLink> DataLinks { get; init => field = value ?? []; } = [];

    /// <summary>How many data links there are on all pages.</summary>
    public long? TotalSize { get; init; }
}
