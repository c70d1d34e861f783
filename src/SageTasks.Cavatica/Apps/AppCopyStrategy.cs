using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Cavatica;

/// <summary>How the copy of an app relates to the original. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The platform's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<AppCopyStrategy>))]
public readonly record struct AppCopyStrategy(string? Value) : IOpenEnum<AppCopyStrategy>
{
    /// <summary>A copy of all revisions, linked to the original.</summary>
    public static AppCopyStrategy Cloned { get; } = new("clone");

    /// <summary>A copy of the latest revision alone.</summary>
    public static AppCopyStrategy Direct { get; } = new("direct");

    /// <summary>A copy of the latest revision, linked to the original.</summary>
    public static AppCopyStrategy CloneDirect { get; } = new("clone_direct");

    /// <summary>A copy for one use.</summary>
    public static AppCopyStrategy Transient { get; } = new("transient");

    /// <summary>The platform's own word; null in a default value.</summary>
    public string? Value { get; } = Value;

    /// <summary>Makes a value from the platform's word, known or not.</summary>
    public static AppCopyStrategy Create(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? string.Empty;
}
