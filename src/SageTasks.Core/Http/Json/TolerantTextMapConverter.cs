using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Http;

/// <summary>Reads a map of text to text as servers write it: a value that is null is empty, and one that is no text is its JSON. What is no object is
/// no map.</summary>
public sealed class TolerantTextMapConverter : JsonConverter<IReadOnlyDictionary<string, string>>
{
    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        while (JsonRow.NextProperty(ref reader))
        {
            var name = reader.GetString()!;
            reader.Read();
            map[name] = LooseText.Of(ref reader) ?? string.Empty;
        }

        return map;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, string> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, text) in value)
        {
            writer.WriteString(name, text);
        }

        writer.WriteEndObject();
    }
}
