using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Tower;

/// <summary>Whether an action is in force. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The platform's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<ActionStatus>))]
public readonly record struct ActionStatus(string? Value) : IOpenEnum<ActionStatus>
{
    /// <summary>Is being made.</summary>
    public static ActionStatus Creating { get; } = new("CREATING");

    /// <summary>In force.</summary>
    public static ActionStatus Active { get; } = new("ACTIVE");

    /// <summary>Could not be made.</summary>
    public static ActionStatus Error { get; } = new("ERROR");

    /// <summary>Held: it starts no run until someone resumes it.</summary>
    public static ActionStatus Paused { get; } = new("PAUSED");

    /// <summary>The platform's own word; null in a default value.</summary>
    public string? Value { get; } = Value;

    /// <summary>Makes a value from the platform's word, known or not.</summary>
    public static ActionStatus Create(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? string.Empty;
}
