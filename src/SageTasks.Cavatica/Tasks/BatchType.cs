using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Cavatica;

/// <summary>A way to take the input of a batch apart. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The platform's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<BatchType>))]
public readonly record struct BatchType(string? Value) : IOpenEnum<BatchType>
{
    /// <summary>A child for each file.</summary>
    public static BatchType Item { get; } = new("item");

    /// <summary>A child for each group of files with the same metadata.</summary>
    public static BatchType Criteria { get; } = new("CRITERIA");

    /// <summary>The platform's own word; null in a default value.</summary>
    public string? Value { get; } = Value;

    /// <summary>Makes a value from the platform's word, known or not.</summary>
    public static BatchType Create(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? string.Empty;
}
