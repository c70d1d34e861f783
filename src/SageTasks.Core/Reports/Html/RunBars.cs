namespace SageTasks.Reports;

/// <summary>A bar for each run, in drawings that fit a printed page.</summary>
internal static class RunBars
{
    private const int RowsOfADrawing = 30;
    private const double RowHeight = 24;
    private const double Width = 1000;
    private const double NameWidth = 260;
    private const double EndWidth = 90;
    private const int LongestName = 29;

    public static void Write(HtmlWriter html, IReadOnlyList<RunBar> bars, DateTimeOffset from, DateTimeOffset to)
    {
        var axis = new TimeAxis(from, to, NameWidth, Width - NameWidth - EndWidth);
        foreach (var rows in bars.Chunk(RowsOfADrawing))
        {
            var height = rows.Length * RowHeight;
            html.Open(
                "svg", ("class", "chart"), ("viewBox", $"0 0 {ReportText.Place(Width)} {ReportText.Place(height + 22)}"), ("role", "img"),
                ("aria-label", $"Timeline of {ReportText.Count(rows.Length, "run")}, from {ReportText.Time(from)} to {ReportText.Time(to)}")).Own("\n");
            axis.Draw(html, height, height + 16);
            for (var row = 0; row < rows.Length; row++)
            {
                Bar(html, rows[row], axis, row * RowHeight);
            }

            html.CloseLine("svg");
        }
    }

    private static void Bar(HtmlWriter html, RunBar bar, TimeAxis axis, double top)
    {
        var (from, to) = (axis.At(bar.From!.Value), axis.At(bar.To!.Value));
        var middle = ReportText.Place(top + (RowHeight / 2) + 4);
        var name = RunsSection.NameOf(bar.Run);
        html.Open("g")
            .Element("title", $"{name}: {bar.Sign.Word}, {ReportText.Time(bar.From.Value)}, {ReportText.Span(bar.To.Value - bar.From.Value)}")
            .Element("text", $"{bar.Sign.Sign} {ReportText.Cut(name, LongestName)}", ("x", "0"), ("y", middle));
        if (bar.Run.StartedAt is { } started && started > bar.From)
        {
            // What waited is thinner than what worked.
            Box(html, "waiting", from, axis.At(started), top + (RowHeight / 2) - 2, 4);
            from = axis.At(started);
        }

        Box(html, bar.Sign.Kind, from, to, top + 4, RowHeight - 8);
        html.Element("text", ReportText.Span(bar.To.Value - bar.From.Value), ("class", "axis"), ("x", ReportText.Place(Math.Max(to, from + 2) + 6)), ("y", middle)).Close("g").Own("\n");
    }

    private static void Box(HtmlWriter html, string kind, double from, double to, double top, double height) => html.Open(
        "rect", ("class", kind), ("x", ReportText.Place(from)), ("y", ReportText.Place(top)), ("width", ReportText.Place(Math.Max(to - from, 2))), ("height", ReportText.Place(height)), ("rx", "2")).Close("rect");
}
