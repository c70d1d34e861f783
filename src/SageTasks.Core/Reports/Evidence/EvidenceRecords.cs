using System.Text.Json;
using SageTasks.Runs;

namespace SageTasks.Reports;

/// <summary>The records of a folder, and the runs that they tell of.</summary>
internal sealed class EvidenceRecords
{
    private readonly List<Submission> _submissions = [];
    private readonly List<RunChange> _changes = [];
    private readonly List<SubmissionFailure> _failures = [];
    private readonly List<string> _notes = [];

    public void Add(string name, ReadOnlySpan<byte> json)
    {
        try
        {
            if (!TryAdd(json))
            {
                _notes.Add($"{name} is no evidence record and was left out.");
            }
        }
        catch (JsonException damaged)
        {
            Leave(name, damaged);
        }
    }

    /// <summary>Notes that a file was left out.</summary>
    public void Leave(string name, Exception why) => _notes.Add($"{name} can't be read and was left out: {why.Message}");

    public RunReport ToReport(string title, DateTimeOffset writtenAt)
    {
        var runs = _submissions
            .Select(submission => (Submission: submission, WorkForm.Read(submission.Evidence.Form).Service))
            .GroupBy(entry => (entry.Service, entry.Submission.RunId, Key: entry.Service.Length == 0 ? entry.Submission.Key : null))
            .Select(group => RunOf(group.Key.Service, [.. group.Select(entry => entry.Submission).OrderBy(submission => IsStart(submission.Outcome) ? 0 : 1).ThenBy(submission => submission.Outcome)]))
            .ToList();
        runs = [.. new KeptEnds(_changes).Join(runs, _notes)];
        return new RunReport
        {
            Title = title,
            WrittenAt = writtenAt,
            Runs = [.. runs.OrderBy(run => run.Run.CreatedAt ?? DateTimeOffset.MaxValue).ThenBy(run => run.Service, StringComparer.Ordinal).ThenBy(run => run.Run.Id, StringComparer.Ordinal)],
            Failures = [.. _failures.OrderBy(failure => failure.FailedAt)],
            Notes = _notes,
        };
    }

    private bool TryAdd(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        using var record = JsonDocument.ParseValue(ref reader);
        var root = record.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        if (root.TryGetProperty("evidence", out _))
        {
            _submissions.Add(root.Deserialize(EvidenceJson.Context.Submission)!);
        }
        else if (root.TryGetProperty("watchedId", out _))
        {
            _changes.Add(root.Deserialize(EvidenceJson.Context.RunChange)!);
        }
        else if (root.TryGetProperty("failedAt", out _))
        {
            _failures.Add(root.Deserialize(EvidenceJson.Context.SubmissionFailure)!);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static ReportedRun RunOf(string service, IReadOnlyList<Submission> submissions)
    {
        var seen = submissions.SelectMany(Sights).ToList();
        var best = seen.MaxBy(KeptEnds.Progress)!;
        var form = WorkForm.Read(submissions[0].Evidence.Form);
        return new ReportedRun
        {
            Service = service,
            Run = best with
            {
                Name = best.Name ?? seen.FirstOrDefault(run => run.Name is not null)?.Name,
                CreatedAt = best.CreatedAt ?? seen.FirstOrDefault(run => run.CreatedAt is not null)?.CreatedAt ?? submissions.FirstOrDefault(submission => submission.Evidence.SentAt is not null)?.Evidence.SentAt,
                Link = best.Link ?? seen.FirstOrDefault(run => run.Link is not null)?.Link,
            },
            Work = form.Work,
            Submissions = submissions,
        };
    }

    // A submission tells where its run stood, and so does the run among its candidates, with times.
    private static IEnumerable<RunSnapshot> Sights(Submission submission) =>
        submission.Evidence.Candidates.Where(candidate => candidate.Run.Id == submission.RunId).Select(candidate => candidate.Run)
            .Append(new RunSnapshot { Id = submission.RunId, Name = submission.RunName, State = submission.State, Link = submission.Link });

    private static bool IsStart(SubmissionOutcome outcome) => outcome is SubmissionOutcome.Launched or SubmissionOutcome.Resumed or SubmissionOutcome.Resubmitted;
}
