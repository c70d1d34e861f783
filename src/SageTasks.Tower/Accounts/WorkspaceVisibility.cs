using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Tower;

/// <summary>Whether a workspace's pipelines are shared with its organisation. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The platform's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<WorkspaceVisibility>))]
public readonly record struct WorkspaceVisibility(string? Value) : IOpenEnum<WorkspaceVisibility>
{
    /// <summary>For its participants.</summary>
    public static WorkspaceVisibility Private { get; } = new("PRIVATE");

    /// <summary>For the organisation.</summary>
    public static WorkspaceVisibility Shared { get; } = new("SHARED");

    /// <summary>The platform's own word; null in a default value.</summary>
    public string? Value { get; } = Value;

    /// <summary>Makes a value from the platform's word, known or not.</summary>
    public static WorkspaceVisibility Create(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? string.Empty;
}
