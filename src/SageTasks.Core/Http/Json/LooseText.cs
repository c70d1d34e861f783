using System.Buffers;
using System.Text;
using System.Text.Json;

namespace SageTasks.Http;

/// <summary>The text of JSON values that came as another kind than promised.</summary>
internal static class LooseText
{
    public static string Number(ref Utf8JsonReader reader) =>
        reader.HasValueSequence ? Encoding.UTF8.GetString(reader.ValueSequence.ToArray()) : Encoding.UTF8.GetString(reader.ValueSpan);

    /// <summary>Whether a value is one of the ways in which servers write "none".</summary>
    public static bool IsNone(string? text) => string.IsNullOrWhiteSpace(text) || text is "null" or "N/A" or "n/a" or "-";
}
