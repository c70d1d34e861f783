using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Http;

/// <summary>Reads a number that some servers write as text; empty text, <c>N/A</c> or null is null. Writes a number.
/// (Numbers that are always there need only <see cref="JsonNumberHandling.AllowReadingFromString"/>.)</summary>
/// <typeparam name="T">The kind of number: <see cref="int"/>, <see cref="long"/>, <see cref="double"/> or <see cref="decimal"/>.</typeparam>
public sealed class TolerantNumberConverter<T> : JsonConverter<T?>
    where T : struct, INumber<T>
{
    /// <inheritdoc/>
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.Number => LooseText.Number(ref reader),
            JsonTokenType.String => reader.GetString(),
            _ => throw new JsonException($"Expected a number, but found {reader.TokenType}."),
        };
        if (LooseText.IsNone(text))
        {
            return null;
        }

        return T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new JsonException($"'{text}' is not a number of the kind {typeof(T).Name}.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T? value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteRawValue(value?.ToString(null, CultureInfo.InvariantCulture) ?? "null");
    }
}
