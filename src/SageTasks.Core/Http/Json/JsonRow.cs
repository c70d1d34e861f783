using System.Globalization;
using System.Text.Json;

namespace SageTasks.Http;

/// <summary>The steps of reading a JSON object property by property.</summary>
internal static class JsonRow
{
    /// <summary>Moves to the next property's name; false at the object's end.</summary>
    public static bool NextProperty(ref Utf8JsonReader reader) =>
        reader.Read() ? reader.TokenType == JsonTokenType.PropertyName : throw new JsonException("The object breaks off.");

    /// <summary>Moves to the property's value where the property has this name.</summary>
    public static bool Take(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) => reader.ValueTextEquals(name) && reader.Read();

    public static void SkipProperty(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    public static string? Text(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Null => null,
        JsonTokenType.Number => LooseText.Number(ref reader),
        _ => throw new JsonException($"Expected text, but found {reader.TokenType}."),
    };

    public static long? Number(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number => reader.GetInt64(),
        JsonTokenType.String when long.TryParse(reader.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        JsonTokenType.Null or JsonTokenType.String => null,
        _ => throw new JsonException($"Expected a number, but found {reader.TokenType}."),
    };

    public static bool? Flag(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Null => null,
        _ => throw new JsonException($"Expected true or false, but found {reader.TokenType}."),
    };
}
