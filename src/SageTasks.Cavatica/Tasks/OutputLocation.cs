using System.Text.Json.Nodes;

namespace SageTasks.Cavatica;

/// <summary>Where the outputs of a task go.</summary>
public sealed record OutputLocation
{
    /// <summary>The folder or volume place of all outputs; may hold tokens.</summary>
    public string? MainLocation { get; init; }

    /// <summary>The folder in the project that aliases go to.</summary>
    public string? MainLocationAlias { get; init; }

    /// <summary>Whether single outputs go elsewhere.</summary>
    public bool? NodesOverride { get; init; }

    /// <summary>The places of single outputs, by their ids.</summary>
    public JsonObject? NodesLocation { get; init; }
}
