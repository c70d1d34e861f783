using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Wes;

/// <summary>Reads the engines' default parameters: an array, or on sapporo an object of arrays by engine. Writes an array.</summary>
public sealed class EngineParametersConverter : JsonConverter<IReadOnlyList<WesEngineParameter>>
{
    /// <inheritdoc/>
    public override IReadOnlyList<WesEngineParameter> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        return json.RootElement.ValueKind switch
        {
            JsonValueKind.Array => [.. Parameters(json.RootElement, engine: null)],
            JsonValueKind.Object => [.. json.RootElement.EnumerateObject().Where(field => field.Value.ValueKind == JsonValueKind.Array).SelectMany(field => Parameters(field.Value, field.Name))],
            _ => [],
        };
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IReadOnlyList<WesEngineParameter> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var parameter in value)
        {
            writer.WriteStartObject();
            writer.WriteString("engine"u8, parameter.Engine);
            writer.WriteString("name"u8, parameter.Name);
            writer.WriteString("type"u8, parameter.Type);
            writer.WriteString("default_value"u8, parameter.DefaultValue);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static List<WesEngineParameter> Parameters(JsonElement items, string? engine) => items.EnumerateArray()
        .Where(item => item.ValueKind == JsonValueKind.Object)
        .Select(item => new WesEngineParameter
        {
            Engine = engine ?? Text(item, "engine"),
            Name = Text(item, "name"),
            Type = Text(item, "type"),
            DefaultValue = Text(item, "default_value"),
        })
        .ToList();

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value.ToString() : null;
}
