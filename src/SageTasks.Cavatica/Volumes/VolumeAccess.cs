using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Cavatica;

/// <summary>What a volume may be used for. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The platform's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<VolumeAccess>))]
public readonly record struct VolumeAccess(string? Value) : IOpenEnum<VolumeAccess>
{
    /// <summary>Reading.</summary>
    public static VolumeAccess ReadOnly { get; } = new("RO");

    /// <summary>Reading and writing.</summary>
    public static VolumeAccess ReadWrite { get; } = new("RW");

    /// <summary>The platform's own word; null in a default value.</summary>
    public string? Value { get; } = Value;

    /// <summary>Makes a value from the platform's word, known or not.</summary>
    public static VolumeAccess Create(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? string.Empty;
}
