using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>A page of children: 50 at most.</summary>
public sealed record EntityChildrenPage
{
    /// <summary>The children of this page.</summary>
    [JsonPropertyName("page")]
    public IReadOnlyList<EntityHeader> Children { get; init => field = value ?? []; } = [];

    /// <summary>Asks for the next page; null on the last.</summary>
    public string? NextPageToken { get; init; }

    /// <summary>Number of all children, where asked for.</summary>
    public long? TotalChildCount { get; init; }

    /// <summary>Bytes of all files, where asked for.</summary>
    public long? SumFileSizesBytes { get; init; }
}
