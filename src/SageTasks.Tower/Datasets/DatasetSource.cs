using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Tower;

/// <summary>Where the content of a dataset lies. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The platform's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<DatasetSource>))]
public readonly record struct DatasetSource(string? Value) : IOpenEnum<DatasetSource>
{
    /// <summary>It was uploaded.</summary>
    public static DatasetSource Uploaded { get; } = new("UPLOADED");

    /// <summary>It lies elsewhere.</summary>
    public static DatasetSource Linked { get; } = new("LINKED");

    /// <summary>The platform's own word; null in a default value.</summary>
    public string? Value { get; } = Value;

    /// <summary>Makes a value from the platform's word, known or not.</summary>
    public static DatasetSource Create(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? string.Empty;
}
