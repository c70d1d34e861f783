namespace SageTasks.Reports;

/// <summary>How many runs there were at a time, by the state that they came to.</summary>
internal static class LoadChart
{
    private const int Steps = 120;
    private const double Width = 1000;
    private const double Height = 200;
    private const double Left = 60;

    private static readonly string[] Kinds = ["good", "active", "open", "stopped", "bad"];

    public static void Write(HtmlWriter html, IReadOnlyList<RunBar> bars, DateTimeOffset from, DateTimeOffset to)
    {
        var counts = Count(bars, from, to);
        var most = Math.Max(0.1, Enumerable.Range(0, Steps).Max(step => Kinds.Sum(kind => counts[kind][step])));
        var axis = new TimeAxis(from, to, Left, Width - Left);
        html.Open(
            "svg", ("class", "chart"), ("viewBox", $"0 0 {ReportText.Place(Width)} {ReportText.Place(Height + 30)}"), ("role", "img"),
            ("aria-label", $"Runs at a time, from {ReportText.Time(from)} to {ReportText.Time(to)}; at most {ReportText.Place(most)}, on average of a step")).Own("\n");
        axis.Draw(html, Height + 8, Height + 24);
        html.Element("text", ReportText.Place(most), ("class", "axis"), ("x", ReportText.Place(Left - 8)), ("y", "16"), ("text-anchor", "end"))
            .Element("text", "0", ("class", "axis"), ("x", ReportText.Place(Left - 8)), ("y", ReportText.Place(Height + 8)), ("text-anchor", "end")).Own("\n");
        var width = (Width - Left) / Steps;
        for (var step = 0; step < Steps; step++)
        {
            var bottom = Height + 8;
            foreach (var kind in Kinds)
            {
                if (counts[kind][step] is > 0 and var count)
                {
                    var height = Height * count / most;
                    bottom -= height;
                    html.Open("rect", ("class", kind), ("x", ReportText.Place(Left + (step * width))), ("y", ReportText.Place(bottom)), ("width", ReportText.Place(width - 0.5)), ("height", ReportText.Place(height))).Close("rect");
                }
            }
        }

        html.CloseLine("svg").Element("p", "Runs at a time, on average of each step. Plain: succeeded. Striped: running or waiting. Outlined: not known. Dotted: cancelled. Hatched: failed.", ("class", "quiet"));
    }

    // A run counts in each step for the part of it that it was there.
    private static Dictionary<string, double[]> Count(IReadOnlyList<RunBar> bars, DateTimeOffset from, DateTimeOffset to)
    {
        var counts = Kinds.ToDictionary(kind => kind, _ => new double[Steps], StringComparer.Ordinal);
        var length = Math.Max(1, (to - from).Ticks) / (double)Steps;
        foreach (var bar in bars)
        {
            var (begin, end) = ((bar.From!.Value - from).Ticks / length, (bar.To!.Value - from).Ticks / length);
            for (var step = (int)begin; step < Math.Min(end, Steps); step++)
            {
                counts[bar.Sign.Kind][step] += Math.Min(end, step + 1) - Math.Max(begin, step);
            }
        }

        return counts;
    }
}
