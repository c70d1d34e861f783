using SageTasks.Http;

namespace SageTasks.Reports;

/// <summary>The page of a report.</summary>
internal sealed class ReportPage(RunReport report)
{
    public void Write(HtmlWriter html)
    {
        var figures = new ReportFigures(report);
        html.Own("<!DOCTYPE html>\n").Open("html", ("lang", "en")).Own("\n");
        Head(html);
        html.Open("body").Own("\n").Element("a", "Skip to the runs", ("class", "skip"), ("href", "#runs")).Own("\n");
        Header(html);
        html.Open("main").Own("\n");
        SummarySection.Write(html, report, figures);
        AttentionSection.Write(html, report);
        TimelineSection.Write(html, report);
        RunsSection.Write(html, report);
        EvidenceSection.Write(html, report);
        TransfersSection.Write(html, report);
        Notes(html);
        html.CloseLine("main");
        Footer(html);
        html.CloseLine("body").CloseLine("html");
    }

    /// <summary>A text that a platform or a program wrote, without the secrets that can be recognised.</summary>
    public static string Clean(string text) => Redaction.Text(text);

    private void Head(HtmlWriter html)
    {
        html.Open("head").Own("\n").Open("meta", ("charset", "utf-8")).Own("\n")
            .Open("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1")).Own("\n")
            .Open("meta", ("http-equiv", "Content-Security-Policy"), ("content", "default-src 'none'; style-src 'unsafe-inline'")).Own("\n")
            .Open("meta", ("name", "color-scheme"), ("content", "light dark")).Own("\n")
            .Element("title", report.Title).Own("\n")
            .Open("style").Own(ReportStyle.Text).CloseLine("style").CloseLine("head");
    }

    private void Header(HtmlWriter html)
    {
        html.Open("header").Open("h1").Name(report.Title).CloseLine("h1").Open("p", ("class", "quiet")).Text("Written ");
        TimeOf(html, report.WrittenAt);
        var services = report.Runs.Select(run => run.Service).Where(service => service.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (services.Count > 0)
        {
            html.Text(". Runs on ").Name(string.Join(", ", services));
        }

        html.Text(".").CloseLine("p").CloseLine("header");
    }

    private void Notes(HtmlWriter html)
    {
        if (report.Notes.Count == 0)
        {
            return;
        }

        html.Open("section", ("aria-labelledby", "notes")).Element("h2", "About this report", ("id", "notes")).Open("ul");
        foreach (var note in report.Notes)
        {
            html.Open("li").Name(note).CloseLine("li");
        }

        html.Close("ul").CloseLine("section");
    }

    private static void Footer(HtmlWriter html) => html
        .Open("footer")
        .Element("p", "Times are UTC. A duration runs from the creation of a run to its end, waiting included; a run that goes on counts up to the time of this report.")
        .Element("p", "Launched, resumed, resubmitted: a run was started. Attached: the same work ran already. Reused: it had succeeded already. A twin is another run of the same work; all but one are cancelled. Evidence is kept once for each attempt and outcome, however often the work was submitted: a record can stand for several submissions. Costs are what the platform says; where it says nothing, nothing is shown.")
        .CloseLine("footer");

    public static void TimeOf(HtmlWriter html, DateTimeOffset time) => html.Element("time", ReportText.Time(time), ("datetime", ReportText.Machine(time)));
}
