using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Tes;

/// <summary>A 64-bit number that TES writes as text; some servers write a number.</summary>
public sealed class NumberAsTextConverter : JsonConverter<long?>
{
    /// <inheritdoc/>
    public override long? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => JsonRow.Number(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, long? value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value?.ToString(CultureInfo.InvariantCulture));
}
