using SageTasks.Runs;

namespace SageTasks.Reports;

/// <summary>The table of runs.</summary>
internal static class RunsSection
{
    public static void Write(HtmlWriter html, RunReport report)
    {
        html.Open("section", ("aria-labelledby", "runs")).Element("h2", "Runs", ("id", "runs")).Own("\n");
        if (report.Runs.Count == 0)
        {
            html.Element("p", "There are no runs in this report.").CloseLine("section");
            return;
        }

        var (hasCosts, hasServices) = (report.Runs.Any(run => run.Cost is not null), report.Runs.Select(run => run.Service).Distinct(StringComparer.Ordinal).Count() > 1);
        html.Open("div", ("class", "wide"), ("role", "group"), ("aria-labelledby", "runs"), ("tabindex", "0")).Open("table", ("aria-labelledby", "runs")).Own("\n").Open("thead").Open("tr");
        foreach (var column in (string[])["Run", "State", "Outcome", "Attempt", "Created", "Duration", .. hasCosts ? (string[])["Cost"] : []])
        {
            html.Element("th", column, ("scope", "col"), ("class", column is "Attempt" or "Duration" or "Cost" ? "number" : null));
        }

        html.Close("tr").CloseLine("thead").Open("tbody").Own("\n");
        for (var index = 0; index < report.Runs.Count; index++)
        {
            Row(html, report.Runs[index], index, report.WrittenAt, hasCosts, hasServices);
        }

        html.Close("tbody").Close("table").CloseLine("div").CloseLine("section");
    }

    public static void Sign(HtmlWriter html, RunState state)
    {
        var sign = StateSign.Of(state);
        html.Open("span", ("class", $"state {sign.Kind}")).Element("span", sign.Sign, ("aria-hidden", "true")).Text($" {sign.Word}").Close("span");
    }

    public static string NameOf(ReportedRun run) => run.Run.Name is { Length: > 0 } name ? name : run.Run.Id;

    private static void Row(HtmlWriter html, ReportedRun run, int index, DateTimeOffset now, bool hasCosts, bool hasServices)
    {
        html.Open("tr").Open("th", ("scope", "row")).Link(run.Run.Link, NameOf(run));
        if (run.Work is { } work)
        {
            html.Open("span", ("class", "quiet")).Name(work).Close("span");
        }

        if (hasServices && run.Service.Length > 0)
        {
            html.Open("span", ("class", "quiet")).Text("on ").Name(run.Service).Close("span");
        }

        html.Close("th").Open("td");
        Sign(html, run.Run.State);
        html.Close("td").Open("td");
        Outcomes(html, run, index);
        html.Close("td").Element("td", AttemptOf(run), ("class", "number")).Open("td");
        if (run.Run.CreatedAt is { } created)
        {
            ReportPage.TimeOf(html, created);
        }

        html.Close("td").Element("td", ReportFigures.Duration(run, now) is { } time ? ReportText.Span(time) : "", ("class", "number"));
        if (hasCosts)
        {
            html.Element("td", run.Cost is { } cost ? ReportText.Money(cost.Amount, cost.Currency) + (cost.IsEstimate ? " (est.)" : "") : "", ("class", "number"));
        }

        html.CloseLine("tr");
    }

    private static void Outcomes(HtmlWriter html, ReportedRun run, int index)
    {
        var words = string.Join(", ", run.Submissions.Select(submission => submission.Outcome.ToString().ToLowerInvariant()).Distinct(StringComparer.Ordinal));
        if (EvidenceSection.Has(run))
        {
            html.Open("a", ("href", $"#{EvidenceSection.IdOf(index)}")).Text(words.Length == 0 ? "details" : words).Element("span", $" of {NameOf(run)}", ("class", "hidden")).Close("a");
        }
        else
        {
            html.Text(words);
        }
    }

    private static string AttemptOf(ReportedRun run) =>
        run.Submissions is [var first, ..] ? ReportText.Count(first.Attempt) : run.Run.Tag is { } tag ? ReportText.Count(tag.Attempt) : "";
}
