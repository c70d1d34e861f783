using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Cavatica;

/// <summary>A kind of background job on files. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The platform's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<FileJobType>))]
public readonly record struct FileJobType(string? Value) : IOpenEnum<FileJobType>
{
    /// <summary>Copies files and folders with their structure.</summary>
    public static FileJobType Copy { get; } = new("copy");

    /// <summary>Moves files and folders.</summary>
    public static FileJobType Move { get; } = new("move");

    /// <summary>Deletes files and folders.</summary>
    public static FileJobType Delete { get; } = new("delete");

    /// <summary>The platform's own word; null in a default value.</summary>
    public string? Value { get; } = Value;

    /// <summary>Makes a value from the platform's word, known or not.</summary>
    public static FileJobType Create(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? string.Empty;
}
