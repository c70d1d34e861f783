using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Tower;

/// <summary>A kind of label to list. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The platform's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<LabelType>))]
public readonly record struct LabelType(string? Value) : IOpenEnum<LabelType>
{
    /// <summary>Plain words.</summary>
    public static LabelType Simple { get; } = new("simple");

    /// <summary>Resource labels.</summary>
    public static LabelType Resource { get; } = new("resource");

    /// <summary>Both.</summary>
    public static LabelType All { get; } = new("all");

    /// <summary>The platform's own word; null in a default value.</summary>
    public string? Value { get; } = Value;

    /// <summary>Makes a value from the platform's word, known or not.</summary>
    public static LabelType Create(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? string.Empty;
}
