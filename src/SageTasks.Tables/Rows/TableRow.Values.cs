using System.Globalization;
using System.Text.Json;

namespace SageTasks.Tables;

/// <content>The cells as types. Every reading is culture-invariant.</content>
public sealed partial class TableRow
{
    private static readonly string[] DateFormats =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mm:ssK",
        "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
    ];

    private delegate bool Parser<T>(string text, out T value);

    /// <summary>The text of a cell that must have one.</summary>
    /// <param name="column">The exact name of a column of the table.</param>
    /// <exception cref="TableFormatException">There is no such column, or the cell is empty.</exception>
    public string GetString(string column) =>
        _values[Header.Find(column, Line)] ?? throw Problem("the cell is empty, a value is needed.", column, value: null);

    /// <summary>The cell as a whole number of 32 bits.</summary>
    /// <inheritdoc cref="GetDateTimeOffset"/>
    public int GetInt32(string column) => Get<int>(column, TryInt32, "a whole number of 32 bits");

    /// <summary>The cell as a whole number of 32 bits; null where the cell is empty.</summary>
    /// <inheritdoc cref="GetDateTimeOffsetOrNull"/>
    public int? GetInt32OrNull(string column) => GetOrNull<int>(column, TryInt32, "a whole number of 32 bits");

    /// <summary>The cell as a whole number of 64 bits.</summary>
    /// <inheritdoc cref="GetDateTimeOffset"/>
    public long GetInt64(string column) => Get<long>(column, TryInt64, "a whole number");

    /// <summary>The cell as a whole number of 64 bits; null where the cell is empty.</summary>
    /// <inheritdoc cref="GetDateTimeOffsetOrNull"/>
    public long? GetInt64OrNull(string column) => GetOrNull<long>(column, TryInt64, "a whole number");

    /// <summary>The cell as a decimal number: a dot as the decimal point, no group separators.</summary>
    /// <inheritdoc cref="GetDateTimeOffset"/>
    public decimal GetDecimal(string column) => Get<decimal>(column, TryDecimal, "a decimal number");

    /// <summary>The cell as a decimal number: a dot as the decimal point, no group separators; null where the cell is empty.</summary>
    /// <inheritdoc cref="GetDateTimeOffsetOrNull"/>
    public decimal? GetDecimalOrNull(string column) => GetOrNull<decimal>(column, TryDecimal, "a decimal number");

    /// <summary>The cell as a floating-point number: a dot as the decimal point, an exponent if need be, <c>NaN</c>, <c>Infinity</c>.</summary>
    /// <inheritdoc cref="GetDateTimeOffset"/>
    public double GetDouble(string column) => Get<double>(column, TryDouble, "a number");

    /// <summary>The cell as a floating-point number; null where the cell is empty.</summary>
    /// <inheritdoc cref="GetDateTimeOffsetOrNull"/>
    public double? GetDoubleOrNull(string column) => GetOrNull<double>(column, TryDouble, "a number");

    /// <summary>The cell as <c>true</c> or <c>false</c>, in any case.</summary>
    /// <inheritdoc cref="GetDateTimeOffset"/>
    public bool GetBoolean(string column) => Get<bool>(column, bool.TryParse, "true or false");

    /// <summary>The cell as <c>true</c> or <c>false</c>, in any case; null where the cell is empty.</summary>
    /// <inheritdoc cref="GetDateTimeOffsetOrNull"/>
    public bool? GetBooleanOrNull(string column) => GetOrNull<bool>(column, bool.TryParse, "true or false");

    /// <summary>The cell as a point in time in ISO 8601, such as <c>2026-03-01T12:30:00Z</c>; UTC where it names no zone.</summary>
    /// <param name="column">The exact name of a column of the table.</param>
    /// <exception cref="TableFormatException">There is no such column, the cell is empty, or it is not of that form.</exception>
    public DateTimeOffset GetDateTimeOffset(string column) => Get<DateTimeOffset>(column, TryDate, "a date in ISO 8601");

    /// <summary>The cell as a point in time in ISO 8601, UTC where it names no zone; null where the cell is empty.</summary>
    /// <param name="column">The exact name of a column of the table.</param>
    /// <exception cref="TableFormatException">There is no such column, or the cell is not of that form.</exception>
    public DateTimeOffset? GetDateTimeOffsetOrNull(string column) => GetOrNull<DateTimeOffset>(column, TryDate, "a date in ISO 8601");

    /// <summary>The cell as a point in time given in milliseconds since 1970-01-01 UTC, as Synapse tables store dates.</summary>
    /// <inheritdoc cref="GetDateTimeOffset"/>
    public DateTimeOffset GetUnixMilliseconds(string column) => Get<DateTimeOffset>(column, TryUnix, "a time in Unix milliseconds");

    /// <summary>The cell as a point in time given in milliseconds since 1970-01-01 UTC; null where the cell is empty.</summary>
    /// <inheritdoc cref="GetDateTimeOffsetOrNull"/>
    public DateTimeOffset? GetUnixMillisecondsOrNull(string column) => GetOrNull<DateTimeOffset>(column, TryUnix, "a time in Unix milliseconds");

    /// <summary>
    /// The cell as a list: a JSON array such as <c>["a","b"]</c> gives its elements, any other text is a list of that one value,
    /// and an empty cell is an empty list.
    /// </summary>
    /// <inheritdoc cref="GetDateTimeOffsetOrNull"/>
    public IReadOnlyList<string> GetList(string column) => this[column] switch
    {
        null => [],
        ['[', ..] text => JsonElements(column, text),
        var text => [text],
    };

    private T Get<T>(string column, Parser<T> parser, string form) => Parse(column, GetString(column), parser, form);

    private T? GetOrNull<T>(string column, Parser<T> parser, string form)
        where T : struct =>
        this[column] is { } text ? Parse(column, text, parser, form) : null;

    private T Parse<T>(string column, string text, Parser<T> parser, string form) =>
        parser(text, out var value) ? value : throw Problem($"'{TableFormatException.Shorten(text)}' is not {form}.", column, text);

    private IReadOnlyList<string> JsonElements(string column, string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return [.. json.RootElement.EnumerateArray().Select(element => ElementText(column, text, element))];
        }
        catch (JsonException e)
        {
            throw Problem($"'{TableFormatException.Shorten(text)}' starts like a JSON array but is none.", column, text, e);
        }
    }

    private string ElementText(string column, string text, JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => element.GetRawText(),
        _ => throw Problem($"'{TableFormatException.Shorten(text)}' is not a list of plain values.", column, text),
    };

    private TableFormatException Problem(string problem, string column, string? value, Exception? cause = null) =>
        new(problem, Header.Source, Line, column, value, cause);

    private static bool TryInt32(string text, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    private static bool TryInt64(string text, out long value) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    private static bool TryDecimal(string text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value);

    private static bool TryDouble(string text, out double value) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value);

    private static bool TryDate(string text, out DateTimeOffset value) =>
        DateTimeOffset.TryParseExact(text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value);

    private static bool TryUnix(string text, out DateTimeOffset value)
    {
        var isTime = TryInt64(text, out var milliseconds)
            && milliseconds >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds()
            && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
        value = isTime ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : default;
        return isTime;
    }
}
