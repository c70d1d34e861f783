using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Drs;

/// <summary>Reads headers as lines, as the specification has them, or as an object, as many servers write them.</summary>
public sealed class HeaderLinesConverter : JsonConverter<IReadOnlyList<string>>
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        return json.RootElement.ValueKind switch
        {
            JsonValueKind.Array => [.. json.RootElement.EnumerateArray().Select(Line).OfType<string>()],
            JsonValueKind.Object => [.. json.RootElement.EnumerateObject().Select(header => $"{header.Name}: {header.Value}")],
            JsonValueKind.String => [json.RootElement.GetString()!],
            _ => [],
        };
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var line in value)
        {
            writer.WriteStringValue(line);
        }

        writer.WriteEndArray();
    }

    private static string? Line(JsonElement item) => item.ValueKind == JsonValueKind.String ? item.GetString() : null;
}
