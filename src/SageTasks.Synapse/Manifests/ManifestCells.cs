using System.Globalization;
using System.Text;

namespace SageTasks.Synapse;

/// <summary>How annotations stand in the cells of a manifest: plain text, <c>[a,b]</c> for several values, times in ISO 8601.</summary>
internal static class ManifestCells
{
    private static readonly string[] Times = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    /// <summary>The values of a cell, typed by how all of them look.</summary>
    public static AnnotationValue Read(string cell)
    {
        IReadOnlyList<string> values = cell is ['[', .., ']'] ? Split(cell[1..^1]) : [cell];
        return Booleans(values) ?? Longs(values) ?? Doubles(values) ?? Timestamps(values) ?? AnnotationValue.Of(values);
    }

    /// <summary>The cell of some values; null where there are none.</summary>
    public static string? Write(AnnotationValue value)
    {
        var texts = value.Values.Select(text => value.Type == AnnotationType.Timestamp ? Time(text) : text).ToList();
        return texts switch
        {
            [] => null,
            [var one] when !one.StartsWith('[') => one,
            _ => $"[{string.Join(',', texts.Select(Quote))}]",
        };
    }

    /// <summary>The parts of a list that is written with a separator, blanks around them dropped.</summary>
    public static IReadOnlyList<string> List(string? cell, char separator) =>
        cell?.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static AnnotationValue? Booleans(IReadOnlyList<string> values) =>
        values.All(value => bool.TryParse(value, out _)) ? AnnotationValue.Of(values.Select(bool.Parse)) : null;

    private static AnnotationValue? Longs(IReadOnlyList<string> values) =>
        values.All(value => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && IsPlain(value, number))
            ? AnnotationValue.Of(values.Select(value => long.Parse(value, CultureInfo.InvariantCulture)))
            : null;

    // 007 and +1 are names that look like numbers: as numbers they would come back changed.
    private static bool IsPlain(string text, long number) =>
        string.Equals(text, number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static AnnotationValue? Doubles(IReadOnlyList<string> values) =>
        values.All(IsDouble) ? AnnotationValue.Of(values.Select(value => double.Parse(value, CultureInfo.InvariantCulture))) : null;

    private static bool IsDouble(string text) =>
        text.Length > 0 && (char.IsAsciiDigit(text[0]) || text[0] == '-') && !HasLeadingZero(text.TrimStart('-'))
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number);

    private static bool HasLeadingZero(string digits) => digits is ['0', >= '0' and <= '9', ..];

    private static AnnotationValue? Timestamps(IReadOnlyList<string> values)
    {
        var times = new List<DateTimeOffset>(values.Count);
        foreach (var value in values)
        {
            if (!DateTimeOffset.TryParseExact(value, Times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            {
                return null;
            }

            times.Add(time);
        }

        return AnnotationValue.Of(times);
    }

    private static string Time(string milliseconds)
    {
        var time = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(milliseconds, CultureInfo.InvariantCulture)).UtcDateTime;
        return time.ToString(time.Millisecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
    }

    private static string Quote(string value) =>
        value.AsSpan().IndexOfAny(",\"") >= 0 ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;

    private static List<string> Split(string list)
    {
        var (parts, part, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < list.Length; i++)
        {
            if (list[i] == '"' && quoted && i + 1 < list.Length && list[i + 1] == '"')
            {
                part.Append('"');
                i++;
            }
            else if (list[i] == '"')
            {
                quoted = !quoted;
            }
            else if (list[i] == ',' && !quoted)
            {
                parts.Add(part.ToString().Trim());
                part.Clear();
            }
            else
            {
                part.Append(list[i]);
            }
        }

        parts.Add(part.ToString().Trim());
        return parts;
    }
}
