using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Testing.Synapse;

/// <summary>Times as the server writes them: UTC, milliseconds, <c>Z</c>. As the server does, it takes no time without a fraction or a
/// zone.</summary>
internal sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { } text && IsWhole(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw new JsonException($"Invalid format: \"{reader.GetString()}\" is not a date-time with a fraction and a zone.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));

    private static bool IsWhole(string text) => text.Length > 20 && text[19] == '.' && (text[^1] == 'Z' || text[^6] is '+' or '-');
}
