using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Cavatica;

/// <summary>What happens where a file of the name is there. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The platform's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<DrsConflict>))]
public readonly record struct DrsConflict(string? Value) : IOpenEnum<DrsConflict>
{
    /// <summary>The object is left out.</summary>
    public static DrsConflict Skip { get; } = new("SKIP");

    /// <summary>The file is overwritten.</summary>
    public static DrsConflict Overwrite { get; } = new("OVERWRITE");

    /// <summary>The platform's own word; null in a default value.</summary>
    public string? Value { get; } = Value;

    /// <summary>Makes a value from the platform's word, known or not.</summary>
    public static DrsConflict Create(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? string.Empty;
}
