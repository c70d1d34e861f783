using System.Diagnostics.CodeAnalysis;

namespace SageTasks.Tower;

/// <summary>Versions of datasets (<c>GET /datasets/{datasetId}/versions</c>, <c>GET /datasets/versions</c>).</summary>
public sealed record DatasetVersionPage
{
    /// <summary>The versions.</summary>
    [AllowNull]
    public IReadOnlyList<DatasetVersion> Versions { get; init => field = value ?? []; } = [];

    /// <summary>How many versions there are.</summary>
    public long? TotalSize { get; init; }
}
