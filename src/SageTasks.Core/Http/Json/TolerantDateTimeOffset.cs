using System.Globalization;
using System.Text.Json;

namespace SageTasks.Http;

/// <summary>Reads times as servers write them.</summary>
internal static class TolerantDateTimeOffset
{
    // Above this a number can't be seconds: it would lie beyond the year 5000.
    private const long LargestSeconds = 100_000_000_000;

    public static DateTimeOffset? Read(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.Number:
                return FromEpoch(reader.GetDouble());
            case JsonTokenType.String when HasZone(reader.ValueSpan) && reader.TryGetDateTimeOffset(out var exact):
                return exact;
            case JsonTokenType.String:
                return Parse(reader.GetString()!);
            default:
                throw new JsonException($"Expected a time, but found {reader.TokenType}.");
        }
    }

    // Without a zone the framework would take the local one; an escaped or segmented value goes the slow way.
    private static bool HasZone(ReadOnlySpan<byte> text) =>
        text.Length > 16 && (text[^1] is (byte)'Z' or (byte)'z' || text[^6] is (byte)'+' or (byte)'-');

    private static DateTimeOffset? Parse(string text)
    {
        if (LooseText.IsNone(text))
        {
            return null;
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out var time))
        {
            return time;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? FromEpoch(number)
            : throw new JsonException($"'{text}' is not a time.");
    }

    private static DateTimeOffset FromEpoch(double number)
    {
        var milliseconds = Math.Abs(number) < LargestSeconds ? number * 1000 : number;
        return milliseconds is > -62_135_596_800_000 and < 253_402_300_800_000
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds)
            : throw new JsonException($"{number.ToString(CultureInfo.InvariantCulture)} is not a time.");
    }
}
