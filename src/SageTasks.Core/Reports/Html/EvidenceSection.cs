using SageTasks.Runs;

namespace SageTasks.Reports;

/// <summary>What the guard saw and why it decided so, for each run.</summary>
internal static class EvidenceSection
{
    public static string IdOf(int index) => FormattableString.Invariant($"run-{index + 1}");

    public static bool Has(ReportedRun run) => run.Submissions.Count > 0 || run.LogTail.Count > 0 || run.Run.Message is not null;

    public static void Write(HtmlWriter html, RunReport report)
    {
        if (!report.Runs.Any(Has))
        {
            return;
        }

        html.Open("section", ("aria-labelledby", "evidence")).Element("h2", "Evidence", ("id", "evidence")).Own("\n");
        for (var index = 0; index < report.Runs.Count; index++)
        {
            if (Has(report.Runs[index]))
            {
                One(html, report.Runs[index], index);
            }
        }

        html.CloseLine("section");
    }

    private static void One(HtmlWriter html, ReportedRun run, int index)
    {
        // A link to what lies within opens it; a link to the element itself would not.
        html.Open("details", ("open", ReportFigures.Attention(run).Count > 0 ? "" : null)).Open("summary").Open("h3").Name(RunsSection.NameOf(run)).Close("h3").Text(" ");
        RunsSection.Sign(html, run.Run.State);
        html.Close("summary").Open("div", ("id", IdOf(index)), ("class", "inside")).Open("p").Text("Run ").Element("code", run.Run.Id);
        if (run.Service.Length > 0)
        {
            html.Text(" on ").Name(run.Service);
        }

        if (run.Submissions is [var first, ..])
        {
            html.Text(", key ").Element("code", first.Key.ToString()).Text($", inputs known by {Inputs(first.Evidence.Form.InputIdentity)}");
        }

        if (HtmlWriter.IsWeb(run.Run.Link))
        {
            html.Text(", ").Link(run.Run.Link, "its page on the platform");
        }

        html.Text(".").Close("p");
        Lines(html, run);
        foreach (var submission in run.Submissions)
        {
            SubmissionEvidenceBlock.Write(html, submission);
        }

        html.Close("div").CloseLine("details");
    }

    private static void Lines(HtmlWriter html, ReportedRun run)
    {
        if (run.Run.Message is { } message)
        {
            html.Open("p").Text("The platform says: ").Name(ReportPage.Clean(message)).Close("p");
        }

        if (run.LogTail.Count > 0)
        {
            html.Element("p", "The end of its log:").Open("pre", ("tabindex", "0")).Text(ReportPage.Clean(string.Join('\n', run.LogTail))).CloseLine("pre");
        }
    }

    private static string Inputs(InputIdentity identity) => identity switch
    {
        InputIdentity.Content => "their content",
        InputIdentity.WeakContent => "their content, one of them weakly",
        _ => "their paths",
    };
}
