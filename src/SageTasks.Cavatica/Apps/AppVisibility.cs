using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Cavatica;

/// <summary>Whose apps to list. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The platform's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<AppVisibility>))]
public readonly record struct AppVisibility(string? Value) : IOpenEnum<AppVisibility>
{
    /// <summary>The public gallery.</summary>
    public static AppVisibility Public { get; } = new("public");

    /// <summary>Those of the token's owner's projects.</summary>
    public static AppVisibility Private { get; } = new("private");

    /// <summary>The platform's own word; null in a default value.</summary>
    public string? Value { get; } = Value;

    /// <summary>Makes a value from the platform's word, known or not.</summary>
    public static AppVisibility Create(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? string.Empty;
}
