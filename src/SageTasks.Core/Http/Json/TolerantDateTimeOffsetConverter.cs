using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Http;

/// <summary>Reads a time with or without zone (UTC then) and fraction, or as seconds or milliseconds since 1970; writes ISO 8601.
/// Put both this and <see cref="TolerantNullableDateTimeOffsetConverter"/> into a serializer context's <c>Converters</c>.</summary>
public sealed class TolerantDateTimeOffsetConverter : JsonConverter<DateTimeOffset>
{
    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TolerantDateTimeOffset.Read(ref reader) ?? throw new JsonException("Expected a time, but found none.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value);
    }
}
