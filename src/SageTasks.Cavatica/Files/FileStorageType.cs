using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Cavatica;

/// <summary>Who keeps a file's bytes. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The platform's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<FileStorageType>))]
public readonly record struct FileStorageType(string? Value) : IOpenEnum<FileStorageType>
{
    /// <summary>The platform.</summary>
    public static FileStorageType Platform { get; } = new("PLATFORM");

    /// <summary>A volume: the file is an alias.</summary>
    public static FileStorageType Volume { get; } = new("VOLUME");

    /// <summary>The platform's own word; null in a default value.</summary>
    public string? Value { get; } = Value;

    /// <summary>Makes a value from the platform's word, known or not.</summary>
    public static FileStorageType Create(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? string.Empty;
}
