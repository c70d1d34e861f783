using System.Buffers;
using System.Text;
using System.Text.Json;

namespace SageTasks.Http;

/// <summary>The text of JSON values that came as another kind than promised.</summary>
internal static class LooseText
{
    public static string Number(ref Utf8JsonReader reader) =>
        reader.HasValueSequence ? Encoding.UTF8.GetString(reader.ValueSequence.ToArray()) : Encoding.UTF8.GetString(reader.ValueSpan);

    /// <summary>The text of any value: a number or a truth value as it stands, an object or a list as its JSON; null for null.</summary>
    public static string? Of(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.String:
                return reader.GetString();
            case JsonTokenType.Number:
                return Number(ref reader);
            case JsonTokenType.True:
                return "true";
            case JsonTokenType.False:
                return "false";
            default:
                using (var json = JsonDocument.ParseValue(ref reader))
                {
                    return json.RootElement.GetRawText();
                }
        }
    }

    /// <summary>Whether a value is one of the ways in which servers write "none".</summary>
    public static bool IsNone(string? text) => string.IsNullOrWhiteSpace(text) || text is "null" or "N/A" or "n/a" or "-";
}
