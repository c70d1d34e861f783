using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Http;

/// <summary>Reads a list of texts as servers write it: one text without a list, nulls in it, which are left out, and items that are no text, which
/// are their JSON.</summary>
public sealed class TolerantTextListConverter : JsonConverter<IReadOnlyList<string>>
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Texts(ref reader);

    internal static IReadOnlyList<string> Texts(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return LooseText.Of(ref reader) is { Length: > 0 } text ? [text] : [];
        }

        var texts = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (LooseText.Of(ref reader) is { } text)
            {
                texts.Add(text);
            }
        }

        return texts;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var text in value)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
