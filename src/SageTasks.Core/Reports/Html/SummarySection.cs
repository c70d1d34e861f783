namespace SageTasks.Reports;

/// <summary>The figures at the top of a report.</summary>
internal static class SummarySection
{
    public static void Write(HtmlWriter html, RunReport report, ReportFigures figures)
    {
        html.Open("section", ("aria-labelledby", "summary")).Element("h2", "Summary", ("id", "summary")).Own("\n").Open("dl", ("class", "figures")).Own("\n");
        Figure(html, "Runs", ReportText.Count(report.Runs.Count), States(figures));
        Figure(html, "Evidence records", ReportText.Count(figures.Outcomes.Sum(outcome => outcome.Count) + report.Failures.Count), Outcomes(report, figures));
        if (figures.CanceledTwins > 0)
        {
            Figure(html, "Twins cancelled", ReportText.Count(figures.CanceledTwins), "superfluous runs of the same work");
        }

        if (figures.RunTime is { } time)
        {
            Figure(html, "Time of all runs", ReportText.Span(time), "added up, waiting included");
        }

        foreach (var (cost, runs) in figures.Costs)
        {
            var all = runs == report.Runs.Count ? "all runs" : $"{ReportText.Count(runs, "run")}; the others name none";
            Figure(html, cost.IsEstimate ? "Cost, estimated" : "Cost", ReportText.Money(cost.Amount, cost.Currency), $"as the platform says, of {all}");
        }

        if (report.Transfers.Count > 0)
        {
            Figure(html, "Copied", ReportText.Bytes(report.Transfers.Sum(transfer => (double)transfer.Bytes)), $"{ReportText.Count(report.Transfers.Sum(transfer => transfer.Copied), "file")} in {ReportText.Count(report.Transfers.Count, "transfer")}");
        }

        html.CloseLine("dl");
        Bar(html, report, figures);
        html.CloseLine("section");
    }

    private static void Figure(HtmlWriter html, string term, string value, string? more)
    {
        html.Open("div").Element("dt", term).Open("dd").Element("strong", value);
        if (!string.IsNullOrEmpty(more))
        {
            html.Text(" ").Element("span", more);
        }

        html.Close("dd").CloseLine("div");
    }

    private static string States(ReportFigures figures) => string.Join(", ", figures.States.Select(state => $"{ReportText.Count(state.Count)} {state.State.Word}"));

    private static string Outcomes(RunReport report, ReportFigures figures)
    {
        var words = figures.Outcomes.Select(outcome => $"{ReportText.Count(outcome.Count)} {outcome.Outcome.ToString().ToLowerInvariant()}").ToList();
        if (report.Failures.Count > 0)
        {
            words.Add($"{ReportText.Count(report.Failures.Count)} without a run");
        }

        return words.Count == 0 ? "none in this report" : string.Join(", ", words);
    }

    // The same figures as the words above, drawn: nothing new for who can't see it.
    private static void Bar(HtmlWriter html, RunReport report, ReportFigures figures)
    {
        if (report.Runs.Count == 0)
        {
            return;
        }

        html.Open("svg", ("class", "bar"), ("viewBox", "0 0 1000 14"), ("preserveAspectRatio", "none"), ("role", "img"), ("aria-label", $"Runs by state: {States(figures)}"));
        Patterns(html);
        var from = 0.0;
        foreach (var (state, count) in figures.States)
        {
            var width = 1000.0 * count / report.Runs.Count;
            html.Open("rect", ("class", state.Kind), ("x", ReportText.Place(from)), ("y", "0"), ("width", ReportText.Place(width)), ("height", "14")).Close("rect");
            from += width;
        }

        html.CloseLine("svg");
    }

    /// <summary>Patterns by which drawings tell states apart without colours; they hold for the whole page.</summary>
    private static void Patterns(HtmlWriter html) => html.Own("""
        <defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="ground-bad" width="6" height="6"/><rect class="line" width="2" height="6"/></pattern><pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="ground-stopped" width="6" height="6"/><circle class="line" cx="3" cy="3" r="1.4"/></pattern><pattern id="stripes" width="8" height="8" patternUnits="userSpaceOnUse"><rect class="ground-active" width="8" height="8"/><rect class="line" width="2" height="8"/></pattern></defs>
        """);
}
