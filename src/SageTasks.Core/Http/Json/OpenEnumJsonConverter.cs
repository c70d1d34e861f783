using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Http;

/// <summary>Reads and writes an <see cref="IOpenEnum{TSelf}"/> as its text; null stands for the default value. A number is read as its digits.</summary>
/// <typeparam name="T">The open enumeration.</typeparam>
public sealed class OpenEnumJsonConverter<T> : JsonConverter<T>
    where T : struct, IOpenEnum<T>
{
    private const int MostRemembered = 32;

    // Lists repeat a handful of words a hundred thousand times: each is made once. Replaced as a whole, so that readers need no lock.
    private T[] _seen = [];

    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Null => default,
        JsonTokenType.String => Remembered(ref reader),
        JsonTokenType.Number => T.Create(LooseText.Number(ref reader)),
        JsonTokenType.True => T.Create("true"),
        JsonTokenType.False => T.Create("false"),
        _ => throw new JsonException($"Expected text for {typeof(T).Name}, but found {reader.TokenType}."),
    };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.Value);
    }

    /// <inheritdoc/>
    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => T.Create(reader.GetString()!);

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WritePropertyName(value.Value ?? "");
    }

    private T Remembered(ref Utf8JsonReader reader)
    {
        var seen = _seen;
        foreach (var known in seen)
        {
            if (reader.ValueTextEquals(known.Value))
            {
                return known;
            }
        }

        var created = T.Create(reader.GetString()!);
        if (seen.Length < MostRemembered && created.Value == reader.GetString())
        {
            _seen = [.. seen, created];
        }

        return created;
    }
}
