using SageTasks.Runs;

namespace SageTasks.Reports;

/// <summary>One submission's evidence: the decision, the runs that it rests on, twins and warnings.</summary>
internal static class SubmissionEvidenceBlock
{
    public static void Write(HtmlWriter html, Submission submission)
    {
        var evidence = submission.Evidence;
        html.Open("h4").Text($"{submission.Outcome}, attempt {ReportText.Count(submission.Attempt)}").Close("h4")
            .Open("p").Name(ReportPage.Clean(evidence.Decision)).Text($". Looked {ReportText.Count(evidence.Lookups, "time")}");
        if (evidence.SentAt is { } sent)
        {
            html.Text(", sent ");
            ReportPage.TimeOf(html, sent);
        }

        html.Text(evidence.IncompleteBecause is { } why ? $"; the last look was not complete: {ReportPage.Clean(why)}." : ".").Close("p").Own("\n");
        List(html, "Warnings", evidence.Warnings);
        List(html, "Twins cancelled", evidence.CanceledTwins);

        // A winner alone has been told of above.
        if (evidence.Candidates is not ([] or [{ Role: CandidateRole.Winner }]))
        {
            Candidates(html, evidence.Candidates);
        }
    }

    private static void List(HtmlWriter html, string what, IReadOnlyList<string> items)
    {
        if (items.Count == 0)
        {
            return;
        }

        html.Element("p", $"{what}:").Open("ul");
        foreach (var item in items)
        {
            html.Open("li").Name(ReportPage.Clean(item)).Close("li");
        }

        html.CloseLine("ul");
    }

    private static void Candidates(HtmlWriter html, IReadOnlyList<CandidateEvidence> candidates)
    {
        html.Open("div", ("class", "wide"), ("role", "group"), ("aria-label", "Runs that carry the key"), ("tabindex", "0")).Open("table").Element("caption", "Runs that carry the key")
            .Open("thead").Open("tr");
        foreach (var column in (string[])["Run", "Part", "State", "Created", "Request"])
        {
            html.Element("th", column, ("scope", "col"));
        }

        html.Close("tr").Close("thead").Open("tbody");
        foreach (var candidate in candidates)
        {
            html.Open("tr").Open("th", ("scope", "row")).Link(candidate.Run.Link, candidate.Run.Id).Close("th").Element("td", Part(candidate.Role)).Open("td");
            RunsSection.Sign(html, candidate.Run.State);
            html.Close("td").Open("td");
            if (candidate.Run.CreatedAt is { } created)
            {
                ReportPage.TimeOf(html, created);
            }

            html.Close("td").Open("td").Name(Request(candidate)).Close("td").Close("tr");
        }

        html.Close("tbody").Close("table").CloseLine("div");
    }

    private static string Request(CandidateEvidence candidate) => candidate switch
    {
        { Differences.Count: > 0 } => ReportPage.Clean(string.Join("; ", candidate.Differences)),
        { IsVerified: true } => "the same",
        _ => "not compared",
    };

    private static string Part(CandidateRole role) => role switch
    {
        CandidateRole.Winner => "does the work",
        CandidateRole.Twin => "twin",
        CandidateRole.AlsoSucceeded => "succeeded too",
        CandidateRole.Ended => "ended without success",
        CandidateRole.Stale => "too old or no longer valid",
        CandidateRole.Superseded => "replaced on purpose",
        CandidateRole.Clone => "copied by hand",
        CandidateRole.Conflict => "another request",
        _ => role.ToString(),
    };
}
