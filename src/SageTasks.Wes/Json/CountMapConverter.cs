using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Wes;

/// <summary>Reads an object of whole numbers, some of which servers write as text; what is no number is left out.</summary>
public sealed class CountMapConverter : JsonConverter<IReadOnlyDictionary<string, long>>
{
    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, long> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        if (json.RootElement.ValueKind == JsonValueKind.Object)
        {
            foreach (var field in json.RootElement.EnumerateObject())
            {
                if (long.TryParse(field.Value.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count))
                {
                    counts[field.Name] = count;
                }
            }
        }

        return counts;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, long> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, count) in value)
        {
            writer.WriteNumber(name, count);
        }

        writer.WriteEndObject();
    }
}
