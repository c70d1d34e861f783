using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Storage;

/// <summary>Writes a <see cref="Location"/> as its exact address, so that it reads back as the same location.</summary>
public sealed class LocationJsonConverter : JsonConverter<Location>
{
    /// <inheritdoc/>
    public override Location Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException("A location is written as a string, such as \"s3://bucket/key\".");
        }

        try
        {
            return Location.Parse(reader.GetString()!);
        }
        catch (FormatException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Location value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStringValue(value.Address);
    }
}
