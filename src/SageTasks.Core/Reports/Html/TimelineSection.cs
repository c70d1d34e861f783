namespace SageTasks.Reports;

/// <summary>When runs were there: a bar for each, or, where they are too many for that, how many there were at a time.</summary>
internal static class TimelineSection
{
    private const int MostBars = 300;

    public static void Write(HtmlWriter html, RunReport report)
    {
        var bars = report.Runs.Select((run, index) => new RunBar(run, index, run.Run.CreatedAt, run.Run.CreatedAt + ReportFigures.Duration(run, report.WrittenAt))).Where(bar => bar.From is not null && bar.To >= bar.From).ToList();
        if (bars.Count == 0)
        {
            return;
        }

        var (from, to) = (bars.Min(bar => bar.From!.Value), bars.Max(bar => bar.To!.Value));
        html.Open("section", ("aria-labelledby", "timeline")).Element("h2", "Timeline", ("id", "timeline")).Own("\n").Open("figure").Open("div", ("class", "wide"), ("role", "group"), ("aria-labelledby", "timeline"), ("tabindex", "0")).Own("\n");
        if (bars.Count <= MostBars)
        {
            RunBars.Write(html, bars, from, to);
        }
        else
        {
            LoadChart.Write(html, bars, from, to);
        }

        html.Close("div").Open("figcaption").Text("From ");
        ReportPage.TimeOf(html, from);
        html.Text(" to ");
        ReportPage.TimeOf(html, to);
        html.Text($". {Longest(bars)} At most {ReportText.Count(Peak(bars), "run")} at a time.{Untimed(report.Runs.Count - bars.Count)} The table of runs has every time and duration.")
            .Close("figcaption").CloseLine("figure").CloseLine("section");
    }

    private static string Longest(IReadOnlyList<RunBar> bars)
    {
        var longest = bars.MaxBy(bar => bar.To!.Value - bar.From!.Value)!;
        return $"The longest run took {ReportText.Span(longest.To!.Value - longest.From!.Value)}.";
    }

    private static string Untimed(int count) => count == 0 ? "" : $" {ReportText.Count(count, "run")} without times {(count == 1 ? "is" : "are")} not drawn.";

    private static int Peak(IReadOnlyList<RunBar> bars)
    {
        var (now, peak) = (0, 0);
        foreach (var (_, _, change) in bars.SelectMany(Moments).OrderBy(moment => moment.Time).ThenBy(moment => moment.Turn))
        {
            peak = Math.Max(peak, now += change);
        }

        return peak;
    }

    // Platforms tell whole seconds: in one of them runs end first, then come those that took no second, one after the other, and then others start.
    private static (DateTimeOffset Time, int Turn, int Change)[] Moments(RunBar bar)
    {
        var isShort = bar.From == bar.To;
        return [(bar.From!.Value, isShort ? 1 : 2, 1), (bar.To!.Value, isShort ? 1 : 0, -1)];
    }
}
