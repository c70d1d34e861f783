using System.Globalization;
using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Synapse;

/// <summary>The type of the values of an annotation. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The server's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<AnnotationType>))]
public readonly record struct AnnotationType(string Value) : IOpenEnum<AnnotationType>
{
    /// <summary>Text.</summary>
    public static AnnotationType String => new("STRING");

    /// <summary>Floating-point numbers.</summary>
    public static AnnotationType Double => new("DOUBLE");

    /// <summary>Whole numbers.</summary>
    public static AnnotationType Long => new("LONG");

    /// <summary>Times, as milliseconds since 1970 (UTC).</summary>
    public static AnnotationType Timestamp => new("TIMESTAMP_MS");

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public static AnnotationType Boolean => new("BOOLEAN");

    /// <summary>The server's own word.</summary>
    public override string ToString() => Value ?? "";

    /// <summary>Whether a text is a value of this type. A type that this version does not know takes any.</summary>
    internal bool Takes(string? text) => Value switch
    {
        "LONG" or "TIMESTAMP_MS" => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        "DOUBLE" => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        "BOOLEAN" => bool.TryParse(text, out _),
        _ => text is not null,
    };

    static AnnotationType IOpenEnum<AnnotationType>.Create(string value) => new(value);
}
