using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>Writes a <see cref="SynapseId"/> as its text.</summary>
public sealed class SynapseIdJsonConverter : JsonConverter<SynapseId>
{
    /// <inheritdoc/>
    public override SynapseId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.GetString();
        if (string.IsNullOrEmpty(text))
        {
            return default;
        }

        return SynapseId.TryParse(text, out var id) ? id : throw new JsonException($"'{text}' is not a Synapse id.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, SynapseId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
