using SageTasks.Runs;

namespace SageTasks.Reports;

/// <summary>What a person should look at first.</summary>
internal static class AttentionSection
{
    private const int Most = 50;
    private const int LongestReason = 300;

    public static void Write(HtmlWriter html, RunReport report)
    {
        html.Open("section", ("aria-labelledby", "attention")).Element("h2", "Worth a look", ("id", "attention")).Own("\n");
        var runs = report.Runs.Select((run, index) => (Run: run, Index: index, Reasons: ReportFigures.Attention(run))).Where(entry => entry.Reasons.Count > 0).ToList();
        if (runs.Count + report.Failures.Count == 0)
        {
            html.Element("p", "Nothing: no run failed, was cancelled or left a question open.").CloseLine("section");
            return;
        }

        var done = report.Runs.Where(run => run.Run.State == RunState.Succeeded).SelectMany(run => run.Submissions).Select(submission => submission.Key).ToHashSet();
        html.Open("ul", ("class", "attention")).Own("\n");
        foreach (var failure in report.Failures.Take(Most))
        {
            Failure(html, failure);
        }

        foreach (var (run, index, reasons) in runs.Take(Most))
        {
            html.Open("li");
            RunsSection.Sign(html, run.Run.State);
            html.Text(" ").Open("a", ("href", EvidenceSection.Has(run) ? $"#{EvidenceSection.IdOf(index)}" : "#runs")).Name(RunsSection.NameOf(run)).Close("a").Text(" ")
                .Name(ReportText.Cut(ReportPage.Clean(string.Join("; ", reasons.Where(reason => reason.Length > 0))), LongestReason));
            if (run.Run.State != RunState.Succeeded && run.Submissions.Any(submission => done.Contains(submission.Key)))
            {
                html.Text(" – the same work succeeded in another run");
            }

            html.CloseLine("li");
        }

        html.CloseLine("ul");
        if (Math.Max(0, report.Failures.Count - Most) + Math.Max(0, runs.Count - Most) is > 0 and var more)
        {
            html.Element("p", $"And {ReportText.Count(more)} more, which the table of runs marks by their state.");
        }

        html.CloseLine("section");
    }

    private static void Failure(HtmlWriter html, SubmissionFailure failure)
    {
        html.Open("li").Open("span", ("class", "state bad")).Element("span", failure.MayHaveStarted ? "?" : "✗", ("aria-hidden", "true"))
            .Text(failure.MayHaveStarted ? " not known whether a run started" : " no run").Close("span").Text(" ");
        if (failure.Key is { } key)
        {
            html.Element("code", key.ToString()).Text(" ");
        }

        html.Name(ReportPage.Clean(failure.Message)).Text(" (").Element("code", failure.Kind).Text(", ");
        ReportPage.TimeOf(html, failure.FailedAt);
        html.Text(failure.MayHaveStarted ? "; submitting it again finds out)" : ")").CloseLine("li");
    }
}
