using SageTasks.ContractSuites;
using SageTasks.Http;
using SageTasks.Reports;
using SageTasks.Runs;
using static SageTasks.Core.Tests.Reports.Records;

namespace SageTasks.Core.Tests.Reports;

/// <summary>What evidence records of each outcome come to in a report.</summary>
public sealed class EvidenceFolderTests : IDisposable
{
    private readonly TemporaryFolder _place = new();
    private readonly EvidenceFolder _folder;

    public EvidenceFolderTests() => _folder = new EvidenceFolder(Path.Combine(_place.Path, "study"));

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task A_launch_and_a_later_reuse_are_one_run_with_both_kept()
    {
        _folder.Keep(Submission("brain", SubmissionOutcome.Launched, Run("brain", state: RunState.Queued, takes: null)));
        _folder.Keep(Submission("brain", SubmissionOutcome.Reused, Run("brain", takes: 73)));

        var run = Assert.Single((await _folder.ReadAsync()).Runs);

        Assert.Equal([SubmissionOutcome.Launched, SubmissionOutcome.Reused], run.Submissions.Select(submission => submission.Outcome));
        Assert.Equal((RunState.Succeeded, Noon.AddMinutes(73)), (run.Run.State, run.Run.CompletedAt));
        Assert.Equal(("cloud.example.org/7", "https://github.com/nf-core/rnaseq · 3.18.0"), (run.Service, run.Work));
    }

    [Fact]
    public async Task A_record_is_for_this_user_alone_and_holds_no_secret_that_can_be_recognised()
    {
        var submission = Submission("brain", SubmissionOutcome.Launched, Run("brain"));
        var form = submission.Evidence.Form with { Text = """{"request":{"parameters":{"env":{"DB_PASSWORD":"hunter2"}}}}""" };

        _folder.Keep(submission with { Evidence = submission.Evidence with { Form = form } });

        var file = Assert.Single(Directory.GetFiles(_folder.FullPath));
        var text = await File.ReadAllTextAsync(file);
        Assert.Contains("DB_PASSWORD", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public async Task What_a_run_said_is_kept_without_its_secrets()
    {
        var failed = Run("liver", state: RunState.Failed) with { Message = "cannot open https://ann:hunter2@data.example.org/x?sig=abc123" };
        _folder.Keep(Submission("heart", SubmissionOutcome.Resubmitted, Run("heart", 2), Candidate(failed, CandidateRole.Ended)));
        _folder.Keep(new RunChange { WatchedId = failed.Id, Kind = RunChangeKind.Ended, Run = failed, LogTail = ["export DB_PASSWORD=hunter2", "exit 1"] });

        foreach (var file in Directory.GetFiles(_folder.FullPath))
        {
            Assert.DoesNotMatch("hunter2|abc123", await File.ReadAllTextAsync(file));
        }

        var report = await _folder.ReadAsync();
        Assert.Equal(["export DB_PASSWORD=***", "exit 1"], report.Runs.Single(run => run.Run.Id == failed.Id).LogTail);
    }

    [Fact]
    public async Task What_became_of_a_run_that_was_attached_to_counts_with_its_log()
    {
        _folder.Keep(Submission("liver", SubmissionOutcome.Attached, Run("liver", state: RunState.Running, takes: null)));
        var ended = Run("liver", state: RunState.Failed, takes: 12) with { Message = "exit status 137" };
        _folder.Keep(new RunChange { WatchedId = ended.Id, Kind = RunChangeKind.Ended, Run = ended, LogTail = ["Killed"] });

        var run = Assert.Single((await _folder.ReadAsync()).Runs);

        Assert.Equal((RunState.Failed, "exit status 137", "Killed"), (run.Run.State, run.Run.Message, Assert.Single(run.LogTail)));
    }

    [Fact]
    public async Task An_adopted_run_bears_no_key_and_is_joined_by_its_id()
    {
        var adopted = Run("hand", state: RunState.Running, takes: null) with { Tag = null };
        _folder.Keep(Submission("hand", SubmissionOutcome.Attached, adopted));
        _folder.Keep(new RunChange { WatchedId = adopted.Id, Kind = RunChangeKind.Ended, Run = adopted with { State = RunState.Succeeded, CompletedAt = Noon.AddHours(1) } });

        var run = Assert.Single((await _folder.ReadAsync()).Runs);

        Assert.Equal((RunState.Succeeded, SubmissionOutcome.Attached), (run.Run.State, Assert.Single(run.Submissions).Outcome));
    }

    [Fact]
    public async Task A_failed_attempt_and_the_next_one_are_two_runs_in_the_order_of_time()
    {
        var failed = Run("liver", 1, RunState.Failed, 0, 5);
        _folder.Keep(Submission("liver", SubmissionOutcome.Resubmitted, Run("liver", 2, begins: 10), Candidate(failed, CandidateRole.Ended)));
        _folder.Keep(Submission("liver", SubmissionOutcome.Launched, failed));

        var report = await _folder.ReadAsync();

        Assert.Equal([(1, RunState.Failed), (2, RunState.Succeeded)], report.Runs.Select(run => (run.Submissions[0].Attempt, run.Run.State)));
    }

    [Fact]
    public async Task Twins_that_were_cancelled_are_shown()
    {
        _folder.Keep(Submission("heart", SubmissionOutcome.Launched, Run("heart"), Candidate(Run("heart", 1, RunState.Canceled) with { Id = "run-twin" }, CandidateRole.Twin)));

        var page = (await _folder.ReadAsync()).ToHtml();

        Assert.Contains("<dt>Twins cancelled</dt><dd><strong>1</strong>", page, StringComparison.Ordinal);
        Assert.Contains("<bdi>run-twin</bdi>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_was_cancelled_as_a_twin_while_it_was_watched_is_no_run_that_goes_on()
    {
        var twin = Run("heart", state: RunState.Running, takes: null) with { Id = "run-twin" };
        _folder.Keep(Submission("heart", SubmissionOutcome.Launched, twin));
        _folder.Keep(new RunChange { WatchedId = "run-twin", Kind = RunChangeKind.Ended, Run = Run("heart") });

        var run = Assert.Single((await _folder.ReadAsync()).Runs);

        Assert.Equal(("run-twin", RunState.Canceled, "It was cancelled as a twin; run-heart-1 does the work."), (run.Run.Id, run.Run.State, run.Run.Message));
    }

    [Fact]
    public async Task A_run_that_the_platform_shows_no_more_is_unknown()
    {
        _folder.Keep(Submission("heart", SubmissionOutcome.Launched, Run("heart", state: RunState.Running, takes: null)));
        _folder.Keep(new RunChange { WatchedId = "run-heart-1", Kind = RunChangeKind.Vanished, Run = Run("heart", state: RunState.Running, takes: null) });

        Assert.Equal(RunState.Unknown, Assert.Single((await _folder.ReadAsync()).Runs).Run.State);
    }

    [Fact]
    public async Task A_run_that_was_gone_before_it_was_watched_does_not_go_on()
    {
        _folder.Keep(Submission("heart", SubmissionOutcome.Launched, Run("heart", state: RunState.Running, takes: null)));
        _folder.Keep(new RunChange { WatchedId = "run-heart-1", Kind = RunChangeKind.Vanished });
        _folder.Keep(new RunChange { WatchedId = "run-liver-1", Kind = RunChangeKind.Vanished });

        Assert.Equal([("run-heart-1", RunState.Unknown), ("run-liver-1", RunState.Unknown)], (await _folder.ReadAsync()).Runs.Select(run => (run.Run.Id, run.Run.State)));
    }

    [Fact]
    public async Task The_end_of_another_works_run_of_the_same_id_is_told_of_by_itself()
    {
        _folder.Keep(Submission("heart", SubmissionOutcome.Launched, Run("heart", state: RunState.Running, takes: null) with { Id = "1" }));
        _folder.Keep(new RunChange { WatchedId = "1", Kind = RunChangeKind.Ended, Run = Run("liver", state: RunState.Failed) with { Id = "1" } });

        Assert.Equal([("", RunState.Failed), ("cloud.example.org/7", RunState.Running)], (await _folder.ReadAsync()).Runs.Select(run => (run.Service, run.Run.State)));
    }

    [Fact]
    public async Task A_submission_without_a_run_stays_until_one_is_found()
    {
        var unknown = new SubmissionUnknownException(new ApiError { Platform = "Tower", Method = "POST", Uri = "https://x.example/launch?access_token=geheim1" }) { Key = Key("spleen").Value, Nonce = "hgfedcba" };
        _folder.Keep(SubmissionFailure.Of(unknown, Noon));
        _folder.Keep(SubmissionFailure.Of(new RunCanceledException(Key("lung"), Run("lung", state: RunState.Canceled)), Noon.AddMinutes(1)));

        var before = await _folder.ReadAsync();
        _folder.Keep(Submission("spleen", SubmissionOutcome.Attached, Run("spleen")));
        var after = await _folder.ReadAsync();

        Assert.Equal([(Key("spleen"), true), (Key("lung"), false)], before.Failures.Select(failure => (failure.Key!, failure.MayHaveStarted)));
        Assert.DoesNotContain("geheim1", before.ToHtml(), StringComparison.Ordinal);
        Assert.Equal("RunCanceledException", Assert.Single(after.Failures).Kind);
    }

    [Fact]
    public async Task What_is_no_record_is_noted_and_hides_nothing()
    {
        _folder.Keep(Submission("brain", SubmissionOutcome.Launched, Run("brain")));
        await File.WriteAllTextAsync(Path.Combine(_folder.FullPath, "broken.json"), """{ "evidence": """);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullPath, "other.json"), """{ "name": "something else" }""");
        await File.WriteAllTextAsync(Path.Combine(_folder.FullPath, "partial.json"), """{ "evidence": {} }""");

        var report = await _folder.ReadAsync();

        Assert.Single(report.Runs);
        Assert.Equal(["broken.json", "other.json", "partial.json"], report.Notes.Select(note => note.Split(' ')[0]));
    }

    [Fact]
    public async Task A_record_that_this_user_may_not_read_is_noted_and_hides_nothing()
    {
        _folder.Keep(Submission("brain", SubmissionOutcome.Launched, Run("brain")));
        var others = Path.Combine(_folder.FullPath, "others.json");

        // Root may read everything, but not what another handle holds for itself.
        await using var held = new FileStream(others, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(others, UnixFileMode.None);
        }

        var report = await _folder.ReadAsync();

        Assert.Single(report.Runs);
        Assert.StartsWith("others.json can't be read and was left out: ", Assert.Single(report.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ids_that_cannot_name_a_file_are_kept_all_the_same()
    {
        foreach (var id in (string[])["../up/and away", new string('x', 500), "con:a|b?"])
        {
            _folder.Keep(new RunChange { WatchedId = id, Kind = RunChangeKind.Ended, Run = new RunSnapshot { Id = id, State = RunState.Succeeded } });
        }

        Assert.Equal(3, (await _folder.ReadAsync()).Runs.Count);
        Assert.Equal(["study"], Directory.GetFileSystemEntries(_place.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_told() =>
        await Assert.ThrowsAsync<DirectoryNotFoundException>(() => new EvidenceFolder(Path.Combine(_place.Path, "nowhere")).ReadAsync());
}
