using System.Text.Json.Nodes;

namespace SageTasks.Cavatica;

/// <summary>A change of one file among many.</summary>
public sealed record FileEdit
{
    /// <summary>The file's id.</summary>
    public required string Id { get; init; }

    /// <summary>A new name; null keeps it.</summary>
    public string? Name { get; init; }

    /// <summary>The new tags.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The new metadata: merged by an edit, in place of the old by an update.</summary>
    public JsonObject? Metadata { get; init; }
}
