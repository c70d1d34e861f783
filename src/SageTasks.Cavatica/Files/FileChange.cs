using System.Text.Json.Nodes;

namespace SageTasks.Cavatica;

/// <summary>What changes about a file; null stays as it is.</summary>
public sealed record FileChange
{
    /// <summary>A new name.</summary>
    public string? Name { get; init; }

    /// <summary>The new tags, in place of the old ones.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Metadata to merge; a null value takes a key away.</summary>
    public JsonObject? Metadata { get; init; }
}
