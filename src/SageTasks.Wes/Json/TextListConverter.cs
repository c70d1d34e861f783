using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Wes;

/// <summary>Reads an array of texts that some servers write as one text; items that are no text are their JSON.</summary>
internal sealed class TextListConverter : JsonConverter<IReadOnlyList<string>>
{
    public override IReadOnlyList<string>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        return Texts(json.RootElement);
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var text in value)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    public static IReadOnlyList<string> Texts(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => [.. json.EnumerateArray().Select(item => item.ToString())],
        JsonValueKind.Null or JsonValueKind.Undefined => [],
        _ => [json.ToString()],
    };
}
