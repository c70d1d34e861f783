using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Http;

/// <summary>As <see cref="TolerantDateTimeOffsetConverter"/>, and empty text, <c>N/A</c> or null is null.</summary>
public sealed class TolerantNullableDateTimeOffsetConverter : JsonConverter<DateTimeOffset?>
{
    /// <inheritdoc/>
    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TolerantDateTimeOffset.Read(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value is { } time)
        {
            writer.WriteStringValue(time);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
