using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Tes;

/// <summary>What an input or output is. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The server's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<TesFileType>))]
public readonly record struct TesFileType(string? Value) : IOpenEnum<TesFileType>
{
    /// <summary>One file.</summary>
    public static TesFileType File { get; } = new("FILE");

    /// <summary>A directory with all that is in it.</summary>
    public static TesFileType Directory { get; } = new("DIRECTORY");

    /// <summary>The server's own word; null in a default value.</summary>
    public string? Value { get; } = Value;

    /// <summary>Makes a value from the server's word, known or not.</summary>
    public static TesFileType Create(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? string.Empty;
}
