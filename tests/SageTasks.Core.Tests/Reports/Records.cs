using System.Security.Cryptography;
using System.Text;
using SageTasks.Reports;
using SageTasks.Runs;

namespace SageTasks.Core.Tests.Reports;

/// <summary>Evidence as the guard leaves it, for each outcome, and a report with everything in it.</summary>
internal static class Records
{
    public const string Hostile = "<script>alert(1)</script> \"quoted\" 'too' & \u202Eright to left\u0007";

    public static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public static SubmissionKey Key(string work) => SubmissionKey.FromHash(SHA256.HashData(Encoding.UTF8.GetBytes(work)));

    public static RunSnapshot Run(string work, int attempt = 1, RunState state = RunState.Succeeded, double begins = 0, double? takes = 30) => new()
    {
        Id = $"run-{work}-{attempt}",
        Name = $"rnaseq-{work}",
        State = state,
        CreatedAt = Noon.AddMinutes(begins),
        CompletedAt = takes is { } minutes ? Noon.AddMinutes(begins + minutes) : null,
        Tag = new SubmissionTag { Key = Key(work), Attempt = attempt, Nonce = "abcdefgh" },
        Link = new Uri($"https://cloud.example.org/orgs/lab/workspaces/rna/watch/run-{work}-{attempt}"),
    };

    public static Submission Submission(string work, SubmissionOutcome outcome, RunSnapshot run, params CandidateEvidence[] others) => new()
    {
        RunId = run.Id,
        RunName = run.Name,
        Key = Key(work),
        Outcome = outcome,
        Attempt = run.Tag?.Attempt ?? 1,
        State = run.State,
        Link = run.Link,
        Evidence = new SubmissionEvidence
        {
            Form = new SubmissionForm
            {
                Key = Key(work),
                Text = """{"form":"sagetasks/1","request":{"parameters":{"input":"s3://lab/sheet.csv"},"pipeline":"https://github.com/nf-core/rnaseq","revision":"3.18.0"},"service":"cloud.example.org/7"}""",
                InputIdentity = InputIdentity.Content,
            },
            Decision = outcome switch
            {
                SubmissionOutcome.Launched => "No run carries the key: a run was launched.",
                SubmissionOutcome.Attached => "A run of the same work is under way.",
                SubmissionOutcome.Reused => "A run of the same work has succeeded.",
                _ => "The earlier attempt failed: a run was started anew.",
            },
            Candidates = [new CandidateEvidence { Run = run, Role = CandidateRole.Winner, IsVerified = true }, .. others],
            SentAt = outcome is SubmissionOutcome.Launched or SubmissionOutcome.Resubmitted ? run.CreatedAt : null,
            Nonce = "abcdefgh",
            CanceledTwins = [.. others.Where(other => other.Role == CandidateRole.Twin).Select(other => other.Run.Id)],
            Lookups = 2,
        },
    };

    public static CandidateEvidence Candidate(RunSnapshot run, CandidateRole role) => new() { Run = run, Role = role, IsVerified = true };

    /// <summary>A report in which everything occurs.</summary>
    public static RunReport Everything()
    {
        var failed = Run("liver", 1, RunState.Failed, 10, 12) with { Message = "Process STAR_ALIGN (liver_2) terminated with exit status 137" };
        var again = Run("liver", 2, RunState.Succeeded, 25, 55);
        var heart = Run("heart", begins: 3, takes: 47);
        var running = Run("kidney", 1, RunState.Running, 60, null);
        return new RunReport
        {
            Title = "RNA-seq of the tissue study",
            WrittenAt = Noon.AddHours(2),
            Runs =
            [
                Reported(Run("brain", takes: 73.4), cost: 4.1832m, started: 4, Submission("brain", SubmissionOutcome.Launched, Run("brain", takes: 73.4)), Submission("brain", SubmissionOutcome.Reused, Run("brain", takes: 73.4))),
                Reported(heart, cost: 2.5m, started: 1, Submission("heart", SubmissionOutcome.Launched, heart, Candidate(Run("heart", 1, RunState.Canceled, 3.1, 1) with { Id = "run-heart-twin" }, CandidateRole.Twin))),
                Reported(failed, cost: 0.31m, started: 1, Submission("liver", SubmissionOutcome.Launched, failed)) with { LogTail = ["[star] reading index", "[star] .command.sh: line 7: Killed", "token=abc123"] },
                Reported(again, cost: 3.2m, started: 3, Submission("liver", SubmissionOutcome.Resubmitted, again, Candidate(failed, CandidateRole.Ended))),
                Reported(running, cost: null, started: 5, Submission("kidney", SubmissionOutcome.Attached, running)) with { Service = "tes:funnel.example.org", Work = "quay.io/biocontainers/star:2.7.11b" },
                Reported(Run("lung", 1, RunState.Canceled, 30, 8), cost: null, started: 2),
                Reported(Run("skin", 1, RunState.Queued, 110, null), cost: null, started: null, Submission("skin", SubmissionOutcome.Launched, Run("skin", 1, RunState.Queued, 110, null))),
                Reported(Run("hostile", 1, RunState.Unknown, 40, 5) with { Name = Hostile, Link = new Uri("javascript:alert(1)"), Message = "<img src=x onerror=alert(1)>" }, cost: null, started: null),
            ],
            Failures =
            [
                new SubmissionFailure
                {
                    Key = Key("spleen"), Kind = "SubmissionUnknownException", Message = "The connection broke after the launch was sent.", FailedAt = Noon.AddMinutes(90), MayHaveStarted = true, Nonce = "hgfedcba",
                },
            ],
            Transfers =
            [
                new ReportedTransfer
                {
                    Name = "reads.csv", Routes = ["syn://syn123 → s3://lab"], Copied = 1204, Skipped = 96, Bytes = 412_316_860_416, BusyTime = TimeSpan.FromHours(5), StartedAt = Noon.AddHours(-1), CompletedAt = Noon.AddMinutes(-5),
                },
                new ReportedTransfer { Name = "results.csv", Routes = ["s3://lab → syn://syn456"], Copied = 18, Failed = 1, Bytes = 73_400_320, BusyTime = TimeSpan.FromSeconds(95), Errors = ["s3://lab/results/multiqc.html: 503 SlowDown"] },
            ],
            Notes = ["notes.json is no evidence record and was left out."],
        };
    }

    private static ReportedRun Reported(RunSnapshot run, decimal? cost, double? started, params Submission[] submissions) => new()
    {
        Service = "cloud.example.org/7",
        Run = run,
        Work = "https://github.com/nf-core/rnaseq · 3.18.0",
        StartedAt = started is { } minutes ? run.CreatedAt?.AddMinutes(minutes) : null,
        Cost = cost is { } amount ? new RunCost { Amount = amount, Currency = "USD", IsEstimate = true } : null,
        Submissions = submissions,
    };
}
