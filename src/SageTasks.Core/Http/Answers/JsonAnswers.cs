using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SageTasks.Http;

/// <summary>Reads a JSON answer, straight from the buffer it arrived in.</summary>
internal static class JsonAnswers
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static T Read<T>(ApiCall call, int status, string? contentType, ReadOnlySpan<byte> body, JsonTypeInfo<T> type)
    {
        try
        {
            var json = body.StartsWith(ByteOrderMark) ? body[3..] : body;
            return JsonSerializer.Deserialize(json, type) ?? throw new JsonException("It is null.");
        }
        catch (Exception unreadable) when (unreadable is JsonException or NotSupportedException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw call.Unreadable(status, contentType, body.IsEmpty ? new JsonException("It is empty.", unreadable) : unreadable);
        }
    }
}
