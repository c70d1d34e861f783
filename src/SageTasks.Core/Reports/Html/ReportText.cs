using System.Globalization;

namespace SageTasks.Reports;

/// <summary>Numbers, sizes and times as a report shows them, the same in every culture and zone.</summary>
internal static class ReportText
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A count with what is counted: <c>1 run</c>, <c>2 runs</c>.</summary>
    public static string Count(long count, string one) => $"{Count(count)} {one}{(count == 1 ? "" : "s")}";

    public static string Bytes(double bytes)
    {
        var unit = 0;
        while (bytes >= 1024 && unit < Units.Length - 1)
        {
            bytes /= 1024;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{bytes.ToString(unit == 0 ? "0" : "0.0", CultureInfo.InvariantCulture)} {Units[unit]}");
    }

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    public static string Machine(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Span(TimeSpan time) => time switch
    {
        { Ticks: < 0 } => "–",
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s"),
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min {time.Seconds:00} s"),
        { TotalDays: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Hours} h {time.Minutes:00} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalDays} d {time.Hours:00} h"),
    };

    public static string Money(decimal amount, string? currency) =>
        string.Create(CultureInfo.InvariantCulture, $"{(currency is null ? "" : currency + " ")}{amount.ToString(amount is > -1 and < 1 ? "0.00##" : "#,0.00", CultureInfo.InvariantCulture)}");

    /// <summary>A place in a drawing.</summary>
    public static string Place(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    public static string Cut(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "…";
}
