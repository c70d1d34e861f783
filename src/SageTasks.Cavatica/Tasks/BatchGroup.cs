using System.Text.Json.Nodes;

namespace SageTasks.Cavatica;

/// <summary>The part of a batch that a child is.</summary>
public sealed record BatchGroup
{
    /// <summary>The group's name.</summary>
    public string? Value { get; init; }

    /// <summary>The values that the group's files share.</summary>
    public JsonObject? Fields { get; init; }
}
