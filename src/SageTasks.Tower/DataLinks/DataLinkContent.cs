using System.Diagnostics.CodeAnalysis;

namespace SageTasks.Tower;

/// <summary>One page of the content of a folder (<c>GET /data-links/{dataLinkId}/browse</c>).</summary>
public sealed record DataLinkContent
{
    /// <summary>The folder's address.</summary>
    public string? OriginalPath { get; init; }

    /// <summary>The files and folders of this page.</summary>
    [AllowNull]
    public IReadOnlyList<DataLinkItem> Objects { get; init => field = value ?? []; } = [];

    /// <summary>What to pass for the next page; null on the last one.</summary>
    public string? NextPageToken { get; init; }
}
