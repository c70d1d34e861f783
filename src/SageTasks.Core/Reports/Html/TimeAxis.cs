using System.Globalization;

namespace SageTasks.Reports;

/// <summary>A span of time on a line of a drawing, with ticks at times that are round in UTC.</summary>
internal sealed class TimeAxis(DateTimeOffset from, DateTimeOffset to, double left, double width)
{
    private const int MostTicks = 6;

    private static readonly TimeSpan[] Steps =
    [
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(3),
        TimeSpan.FromHours(6), TimeSpan.FromDays(1), TimeSpan.FromDays(2), TimeSpan.FromDays(7), TimeSpan.FromDays(30), TimeSpan.FromDays(90), TimeSpan.FromDays(365),
    ];

    private readonly TimeSpan _length = to > from ? to - from : TimeSpan.FromSeconds(1);

    public double Right => left + width;

    public double At(DateTimeOffset time) => left + (width * Math.Clamp((time - from) / _length, 0, 1));

    /// <summary>Draws the ticks with their times.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="height">How far down the lines go.</param>
    /// <param name="baseline">Where the times stand.</param>
    public void Draw(HtmlWriter html, double height, double baseline)
    {
        var step = Steps.FirstOrDefault(candidate => _length / candidate <= MostTicks);
        step = step == default ? TimeSpan.FromTicks(_length.Ticks / MostTicks) : step;
        for (var tick = from.UtcTicks / step.Ticks * step.Ticks; tick <= from.UtcTicks + _length.Ticks; tick += step.Ticks)
        {
            if (tick >= from.UtcTicks)
            {
                var (time, place) = (new DateTime(tick, DateTimeKind.Utc), At(new DateTimeOffset(tick, TimeSpan.Zero)));
                html.Open("line", ("class", "tick"), ("x1", ReportText.Place(place)), ("x2", ReportText.Place(place)), ("y1", "0"), ("y2", ReportText.Place(height))).Close("line")
                    .Element("text", Label(time, step), ("class", "axis"), ("x", ReportText.Place(Math.Min(place, Right - 34))), ("y", ReportText.Place(baseline)), ("text-anchor", "middle")).Own("\n");
            }
        }
    }

    private static string Label(DateTime time, TimeSpan step) =>
        time.ToString(step >= TimeSpan.FromDays(1) ? "yyyy-MM-dd" : step >= TimeSpan.FromMinutes(1) ? "MM-dd HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);
}
