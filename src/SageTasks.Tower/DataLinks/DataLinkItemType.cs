using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Tower;

/// <summary>What an item of a data link is. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The platform's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<DataLinkItemType>))]
public readonly record struct DataLinkItemType(string? Value) : IOpenEnum<DataLinkItemType>
{
    /// <summary>A folder.</summary>
    public static DataLinkItemType Folder { get; } = new("FOLDER");

    /// <summary>A file.</summary>
    public static DataLinkItemType File { get; } = new("FILE");

    /// <summary>A link made by Fusion.</summary>
    public static DataLinkItemType FusionSymlink { get; } = new("FUSION_SYMLINK_FILE");

    /// <summary>The platform's own word; null in a default value.</summary>
    public string? Value { get; } = Value;

    /// <summary>Makes a value from the platform's word, known or not.</summary>
    public static DataLinkItemType Create(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? string.Empty;
}
