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
            _notes.Add($"{name} can't be read and was left out: {damaged.Message}");
        }
    }

    public RunReport ToReport(string title, DateTimeOffset writtenAt)
    {
        var ends = _changes.Where(change => change.Run is not null || change.Kind == RunChangeKind.Vanished).ToLookup(change => change.WatchedId, StringComparer.Ordinal);
        var runs = _submissions
            .GroupBy(submission => (WorkForm.Read(submission.Evidence.Form).Service, submission.RunId))
            .Select(group => RunOf(group.Key.Service, [.. group.OrderBy(submission => IsStart(submission.Outcome) ? 0 : 1).ThenBy(submission => submission.Outcome)], ends[group.Key.RunId]))
            .ToList();
        var known = _submissions.Select(submission => submission.RunId).ToHashSet(StringComparer.Ordinal);
        runs.AddRange(ends.Where(end => !known.Contains(end.Key)).Select(end => EndOf(new ReportedRun { Service = "", Run = end.Last().Run ?? new RunSnapshot { Id = end.Key, State = RunState.Unknown } }, end.Last())));
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

    private static ReportedRun RunOf(string service, IReadOnlyList<Submission> submissions, IEnumerable<RunChange> ends)
    {
        var seen = submissions.SelectMany(Sights).ToList();
        var best = seen.MaxBy(Progress)!;
        var form = WorkForm.Read(submissions[0].Evidence.Form);
        var run = new ReportedRun
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

        // Servers that count their runs have the same ids: the key must be the same where there is one.
        return ends.LastOrDefault(end => end.Run?.Tag is not { } tag || tag.Key == submissions[0].Key) is { } end ? EndOf(run, end) : run;
    }

    private static ReportedRun EndOf(ReportedRun run, RunChange end) => end switch
    {
        { Run: { } other } when other.Id != end.WatchedId =>
            run with { Run = run.Run with { Id = end.WatchedId, State = RunState.Canceled, Message = $"It was cancelled as a twin; {other.Id} does the work." } },
        { Kind: RunChangeKind.Vanished } => run with { Run = run.Run with { State = RunState.Unknown, Message = "The platform does not show it any more." } },
        { Run: { } last } when Progress(last).CompareTo(Progress(run.Run)) >= 0 =>
            run with { Run = last with { Name = last.Name ?? run.Run.Name, CreatedAt = last.CreatedAt ?? run.Run.CreatedAt, Link = last.Link ?? run.Run.Link }, LogTail = end.LogTail },
        _ => run,
    };

    // What is known of an end goes before what was seen on the way.
    private static (bool, bool, RunState) Progress(RunSnapshot run) => (run.State.IsTerminal, run.CompletedAt is not null, run.State);

    // A submission tells where its run stood, and so does the run among its candidates, with times.
    private static IEnumerable<RunSnapshot> Sights(Submission submission) =>
        submission.Evidence.Candidates.Where(candidate => candidate.Run.Id == submission.RunId).Select(candidate => candidate.Run)
            .Append(new RunSnapshot { Id = submission.RunId, Name = submission.RunName, State = submission.State, Link = submission.Link });

    private static bool IsStart(SubmissionOutcome outcome) => outcome is SubmissionOutcome.Launched or SubmissionOutcome.Resumed or SubmissionOutcome.Resubmitted;
}
