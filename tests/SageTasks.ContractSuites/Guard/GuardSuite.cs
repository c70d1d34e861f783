using System.Globalization;
using System.Text.Json.Nodes;
using SageTasks.Http;
using SageTasks.Runs;
using Xunit;

namespace SageTasks.ContractSuites;

/// <summary>The promise of the submission guard, written once and run against every platform: one run per piece of work, and never
/// a run of other work in its place.</summary>
public abstract class GuardSuite<TRequest> : IAsyncLifetime
{
    private IGuardHarness<TRequest>? _harness;

    protected IGuardHarness<TRequest> Server => _harness ?? throw new InvalidOperationException("The harness is made before each test.");

    private SubmissionPolicy Policy => new() { CommitHorizon = 2 * Server.SettleTime, CancelTimeout = TimeSpan.FromSeconds(20) };

    private static JsonObject Sample => new() { ["input"] = "s3://bucket/sheet.csv", ["outdir"] = "s3://bucket/out", ["depth"] = 30 };

    public async Task InitializeAsync() => _harness = await CreateHarnessAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();

    protected abstract Task<IGuardHarness<TRequest>> CreateHarnessAsync();

    [Fact]
    public async Task The_first_submission_launches_and_the_second_attaches()
    {
        var first = await SubmitAsync(Sample);
        var second = await SubmitAsync(Sample);

        Assert.Equal(SubmissionOutcome.Launched, first.Outcome);
        Assert.Equal(SubmissionOutcome.Attached, second.Outcome);
        Assert.Equal(first.RunId, second.RunId);
        Assert.Equal(1, Server.Started);
    }

    [Fact]
    public async Task Work_finished_by_an_older_process_is_reused()
    {
        var first = await SubmitAsync(Sample);
        await Server.SetStateAsync(first.RunId, RunState.Succeeded);

        var second = await SubmitAsync(Sample);

        Assert.Equal(SubmissionOutcome.Reused, second.Outcome);
        Assert.Equal(first.RunId, second.RunId);
        Assert.Equal(first.RunName, second.RunName);
        Assert.Equal(1, Server.Started);
    }

    [Theory]
    [InlineData("""{"depth":30,"outdir":"s3://bucket/out","input":"s3://bucket/sheet.csv"}""")]
    [InlineData("""{"input":"s3://bucket/sheet.csv","outdir":"s3://bucket/out","depth":30.0}""")]
    [InlineData("""{"input":"s3://bucket/sheet.csv","outdir":"s3://bucket/out","depth":3e1,"unset":null}""")]
    public async Task The_same_work_in_another_spelling_is_the_same_work(string spelling)
    {
        var first = await SubmitAsync(Sample);
        var second = await SubmitAsync(JsonNode.Parse(spelling)!.AsObject());

        Assert.Equal(first.RunId, second.RunId);
        Assert.Equal(1, Server.Started);
    }

    [Fact]
    public async Task Another_culture_changes_nothing()
    {
        var first = await SubmitAsync(new JsonObject { ["threshold"] = 0.05, ["when"] = "1.5" });
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = WithDecimalComma();
            var second = await SubmitAsync(new JsonObject { ["threshold"] = 0.05, ["when"] = "1.5" });
            Assert.Equal(first.RunId, second.RunId);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public async Task Integers_that_a_double_cannot_tell_apart_are_different_work()
    {
        var first = await SubmitAsync(new JsonObject { ["seed"] = JsonNode.Parse("9007199254740993") });
        var second = await SubmitAsync(new JsonObject { ["seed"] = JsonNode.Parse("9007199254740992") });

        Assert.NotEqual(first.RunId, second.RunId);
        Assert.Equal(2, Server.Started);
    }

    [Fact]
    public async Task A_name_that_begins_like_another_is_other_work()
    {
        var ten = await SubmitAsync(new JsonObject { ["sample"] = "sample10" });
        var one = await SubmitAsync(new JsonObject { ["sample"] = "sample1" });

        Assert.NotEqual(ten.RunId, one.RunId);
        Assert.Equal(SubmissionOutcome.Launched, one.Outcome);
    }

    [Fact]
    public async Task A_changed_parameter_revision_or_profile_order_is_other_work()
    {
        await SubmitAsync(Server.Request(Sample, "1.0", "docker", "test"));
        await SubmitAsync(Server.Request(new JsonObject { ["input"] = "s3://bucket/other.csv", ["outdir"] = "s3://bucket/out", ["depth"] = 30 }, "1.0", "docker", "test"));
        await SubmitAsync(Server.Request(Sample, "1.1", "docker", "test"));
        await SubmitAsync(Server.Request(Sample, "1.0", "test", "docker"));
        var again = await SubmitAsync(Server.Request(Sample, "1.0", "docker", "test"));

        Assert.Equal(SubmissionOutcome.Attached, again.Outcome);
        Assert.Equal(4, Server.Started);
    }

    [Fact]
    public async Task Changed_bytes_under_an_unchanged_path_are_other_work()
    {
        var before = Plan(Sample) with { Inputs = Digest("/input", 'a') };
        var after = Plan(Sample) with { Inputs = Digest("/input", 'b') };

        var first = await SubmitAsync(before);
        var second = await SubmitAsync(after);

        Assert.NotEqual(first.RunId, second.RunId);
        Assert.Equal(InputIdentity.Content, second.Evidence.Form.InputIdentity);
    }

    [Fact]
    public async Task The_same_bytes_under_another_path_are_the_same_work()
    {
        var first = await SubmitAsync(Plan(Sample) with { Inputs = Digest("/input", 'a') });
        var moved = Sample;
        moved["input"] = "s3://bucket/elsewhere/sheet-2.csv";

        var second = await SubmitAsync(Plan(moved) with { Inputs = Digest("/input", 'a') });

        Assert.Equal(first.RunId, second.RunId);
    }

    [Fact]
    public async Task A_fresh_signature_on_a_URL_does_not_make_new_work()
    {
        var first = await SubmitAsync(new JsonObject { ["input"] = "https://b.s3.amazonaws.com/k?X-Amz-Signature=aaaa&X-Amz-Date=1" });
        var second = await SubmitAsync(new JsonObject { ["input"] = "https://b.s3.amazonaws.com/k?X-Amz-Signature=bbbb&X-Amz-Date=2" });

        Assert.Equal(first.RunId, second.RunId);
        Assert.Equal(1, Server.Started);
    }

    [Fact]
    public async Task A_scope_makes_equal_work_distinct()
    {
        var monday = await SubmitAsync(Plan(Sample) with { Scope = "2026-11-23" });
        var tuesday = await SubmitAsync(Plan(Sample) with { Scope = "2026-11-24" });
        var mondayAgain = await SubmitAsync(Plan(Sample) with { Scope = "2026-11-23" });

        Assert.NotEqual(monday.RunId, tuesday.RunId);
        Assert.Equal(monday.RunId, mondayAgain.RunId);
    }

    [Fact]
    public async Task An_own_key_with_another_request_is_a_conflict_and_never_silent_reuse()
    {
        var first = await SubmitAsync(Plan(Sample) with { OwnKey = "study-7" });
        var changed = Sample;
        changed["depth"] = 60;

        var conflict = await Assert.ThrowsAsync<SubmissionConflictException>(() => SubmitAsync(Plan(changed) with { OwnKey = "study-7" }));

        Assert.Equal(first.RunId, conflict.RunId);
        var difference = Assert.Single(conflict.Differences);
        Assert.Equal("/parameters/depth", difference.Pointer);
        Assert.Equal(1, Server.Started);
    }

    [Fact]
    public async Task Ignored_parameters_neither_make_new_work_nor_a_conflict()
    {
        var options = KeyOptions.Default.Ignore("/outdir");
        var first = await SubmitAsync(Plan(Sample) with { KeyOptions = options });
        var elsewhere = Sample;
        elsewhere["outdir"] = "s3://bucket/elsewhere";

        var second = await SubmitAsync(Plan(elsewhere) with { KeyOptions = options });

        Assert.Equal(first.RunId, second.RunId);
    }

    [Fact]
    public async Task A_secret_counts_and_is_never_shown()
    {
        var options = KeyOptions.Default.Secret("/token");
        var first = await SubmitAsync(Plan(new JsonObject { ["token"] = "hunter2-secret" }) with { KeyOptions = options });
        var same = await SubmitAsync(Plan(new JsonObject { ["token"] = "hunter2-secret" }) with { KeyOptions = options });
        var other = await SubmitAsync(Plan(new JsonObject { ["token"] = "another-secret" }) with { KeyOptions = options });

        Assert.Equal(first.RunId, same.RunId);
        Assert.NotEqual(first.RunId, other.RunId);
        Assert.DoesNotContain("hunter2", first.Evidence.Form.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_run_gets_a_second_attempt_and_no_third()
    {
        var first = await SubmitAsync(Sample);
        await Server.SetStateAsync(first.RunId, RunState.Failed);
        var second = await SubmitAsync(Sample);

        Assert.NotEqual(first.RunId, second.RunId);
        Assert.Equal(2, second.Attempt);
        Assert.Contains(second.Outcome, new[] { SubmissionOutcome.Resumed, SubmissionOutcome.Resubmitted });
        await Server.SetStateAsync(second.RunId, RunState.Failed);
        var exhausted = await Assert.ThrowsAsync<AttemptsExhaustedException>(() => SubmitAsync(Sample));
        Assert.Equal(second.RunId, exhausted.Run.Id);
        Assert.Equal(2, Server.Started);
    }

    [Fact]
    public async Task A_cancelled_run_is_left_alone_because_a_person_stopped_it()
    {
        var first = await SubmitAsync(Sample);
        await Server.SetStateAsync(first.RunId, RunState.Canceled);

        var canceled = await Assert.ThrowsAsync<RunCanceledException>(() => SubmitAsync(Sample));
        var anew = await SubmitAsync(Sample, Policy with { OnCanceled = CanceledPolicy.Resubmit });

        Assert.Equal(first.RunId, canceled.Run.Id);
        Assert.Equal(SubmissionOutcome.Resubmitted, anew.Outcome);
        Assert.Equal(2, Server.Started);
    }

    [Fact]
    public async Task A_run_in_an_unknown_state_counts_as_active_while_it_is_young()
    {
        var first = await SubmitAsync(Sample);
        await Server.SetStateAsync(first.RunId, RunState.Unknown);

        var second = await SubmitAsync(Sample);

        Assert.Equal(SubmissionOutcome.Attached, second.Outcome);
        Assert.Equal(first.RunId, second.RunId);
    }

    [Fact]
    public async Task A_copy_made_by_hand_with_another_request_is_ignored_with_evidence()
    {
        var first = await SubmitAsync(Sample);
        await Server.CloneAsync(first.RunId, new JsonObject { ["input"] = "s3://bucket/by-hand.csv" });

        var second = await SubmitAsync(Sample);

        Assert.Equal(first.RunId, second.RunId);
        Assert.Single(second.Evidence.Candidates, candidate => candidate.Role == CandidateRole.Clone);
        Assert.Equal(2, (await Server.TruthAsync()).Count(run => run.State.IsActive));
    }

    [Fact]
    public async Task A_lost_reply_never_becomes_a_second_run()
    {
        Server.LoseNextReply();

        var submission = await SubmitAsync(Sample);

        Assert.Equal(SubmissionOutcome.Launched, submission.Outcome);
        Assert.Equal(1, Server.Started);
    }

    [Fact]
    public async Task A_request_that_takes_effect_after_the_caller_gave_up_is_found()
    {
        Server.CommitNextLate(Server.SettleTime / 2);

        var submission = await SubmitAsync(Sample);

        Assert.Equal(SubmissionOutcome.Launched, submission.Outcome);
        Assert.Equal(1, Server.Started);
    }

    [Fact]
    public async Task A_request_that_never_took_effect_is_sent_again_only_after_every_deadline()
    {
        Server.LoseNextRequest();

        var submission = await SubmitAsync(Sample);

        Assert.Equal(SubmissionOutcome.Launched, submission.Outcome);
        Assert.Equal(1, Server.Started);
    }

    [Fact]
    public async Task A_request_delivered_twice_leaves_one_run()
    {
        Server.DeliverNextTwice();

        var submission = await SubmitAsync(Sample);

        Assert.Equal(2, Server.Started);
        var live = Assert.Single(await Server.TruthAsync(), run => run.State.IsActive);
        Assert.Equal(submission.RunId, live.Id);
    }

    [Fact]
    public async Task Submitters_that_race_end_up_with_one_run()
    {
        Server.HideNewRuns(Server.SettleTime / 2);

        var submissions = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => SubmitAsync(Sample))));
        await Task.Delay(Server.SettleTime);
        var settled = await SubmitAsync(Sample);

        var live = Assert.Single(await Server.TruthAsync(), run => run.State.IsActive);
        Assert.Equal(live.Id, settled.RunId);
        Assert.Single(submissions, submission => submission.RunId == live.Id && submission.Outcome == SubmissionOutcome.Launched);
    }

    [Fact]
    public async Task A_twin_left_by_a_crash_is_cancelled_by_whoever_looks_next()
    {
        var first = await SubmitAsync(Sample);
        await StartTwinAsync(first);

        var second = await SubmitAsync(Sample);

        Assert.Single(second.Evidence.CanceledTwins);
        Assert.Single(await Server.TruthAsync(), run => run.State.IsActive);
    }

    [Fact]
    public async Task Twins_are_only_reported_when_the_policy_says_so()
    {
        var first = await SubmitAsync(Sample);
        await StartTwinAsync(first);

        var second = await SubmitAsync(Sample, Policy with { Twins = TwinPolicy.Report });

        Assert.Single(second.Evidence.Warnings);
        Assert.Equal(2, (await Server.TruthAsync()).Count(run => run.State.IsActive));
    }

    [Fact]
    public async Task Finished_work_is_found_behind_more_than_a_thousand_later_runs()
    {
        var first = await SubmitAsync(Sample);
        await Server.SetStateAsync(first.RunId, RunState.Succeeded);
        await Server.AddHistoryAsync(1_100);

        var second = await SubmitAsync(Sample);

        Assert.Equal(SubmissionOutcome.Reused, second.Outcome);
        Assert.Equal(first.RunId, second.RunId);
    }

    [Fact]
    public async Task A_server_that_ignores_filters_changes_nothing()
    {
        await Server.AddHistoryAsync(250);
        var first = await SubmitAsync(Sample);
        Server.IgnoreFilters();

        var second = await SubmitAsync(Sample);
        var third = await SubmitAsync(new JsonObject { ["other"] = true });

        Assert.Equal(first.RunId, second.RunId);
        Assert.Equal(SubmissionOutcome.Launched, third.Outcome);
    }

    [Fact]
    public async Task An_incomplete_look_up_never_starts_a_run_unless_the_risk_is_accepted()
    {
        await Server.AddHistoryAsync(5);
        Server.BreakLookups(true);

        await Assert.ThrowsAnyAsync<Exception>(() => SubmitAsync(Sample));
        Assert.Equal(0, Server.Started);

        Server.BreakLookups(false);
        var submission = await SubmitAsync(Sample);
        Assert.Equal(SubmissionOutcome.Launched, submission.Outcome);
    }

    [Fact]
    public async Task A_stored_request_that_the_server_rewrote_is_still_the_same_request()
    {
        Server.ReserializeRequests();
        var parameters = new JsonObject { ["b"] = 1.50, ["a"] = new JsonObject { ["z"] = 1.0, ["y"] = new JsonArray(1, 2, 3) } };
        var first = await SubmitAsync(parameters);

        var second = await SubmitAsync(JsonNode.Parse(parameters.ToJsonString())!.AsObject());

        Assert.Equal(first.RunId, second.RunId);
        Assert.Equal(SubmissionOutcome.Attached, second.Outcome);
    }

    [Fact]
    public async Task A_success_that_is_too_old_is_replaced_and_its_replacement_is_found_again()
    {
        var first = await SubmitAsync(Sample);
        await Server.SetStateAsync(first.RunId, RunState.Succeeded);
        var policy = Policy with { IsStillValid = (run, _) => ValueTask.FromResult(run.Id != first.RunId) };

        var second = await SubmitAsync(Sample, policy);
        var third = await SubmitAsync(Sample, policy);

        Assert.Equal(SubmissionOutcome.Resubmitted, second.Outcome);
        Assert.Equal(second.RunId, third.RunId);
        Assert.Equal(2, Server.Started);
    }

    [Fact]
    public async Task A_forced_run_starts_anew_and_is_what_later_submissions_find()
    {
        var first = await SubmitAsync(Sample);
        await Server.SetStateAsync(first.RunId, RunState.Succeeded);

        var forced = await SubmitAsync(Sample, Policy.Force("the reference was replaced"));
        var later = await SubmitAsync(Sample);

        Assert.NotEqual(first.RunId, forced.RunId);
        Assert.Contains("the reference was replaced", forced.Evidence.Decision, StringComparison.Ordinal);
        Assert.Equal(forced.RunId, later.RunId);
        Assert.Equal(2, Server.Started);
    }

    [Fact]
    public async Task Explain_says_what_would_happen_and_sends_nothing()
    {
        var before = await Guard().ExplainAsync(Server.Connect(), Plan(Sample), Policy);
        var first = await SubmitAsync(Sample);
        var after = await Guard().ExplainAsync(Server.Connect(), Plan(Sample), Policy);

        Assert.Equal(SubmissionAction.Launch, before.Action);
        Assert.Equal(SubmissionAction.Attach, after.Action);
        Assert.Equal(first.RunId, after.RunId);
        Assert.Equal(first.Key, before.Key);
        Assert.Equal(1, Server.Started);
    }

    [Fact]
    public async Task Many_plans_share_look_ups_and_equal_plans_share_a_run()
    {
        var plans = Enumerable.Range(0, 30).Select(index => Plan(new JsonObject { ["sample"] = $"s{index % 20}" })).ToList();
        var results = new List<SubmissionResult<TRequest>>();

        await foreach (var result in Guard().SubmitAllAsync(Server.Connect(), plans, Policy))
        {
            results.Add(result);
        }

        Assert.All(results, result => Assert.Null(result.Exception));
        Assert.Equal(Enumerable.Range(0, 30), results.Select(result => result.Index).Order());
        Assert.Equal(20, results.Select(result => result.Submission!.RunId).Distinct().Count());
        Assert.Equal(20, Server.Started);
    }

    [Fact]
    public async Task A_cancelled_token_during_the_request_leaves_a_key_to_resolve_later()
    {
        Server.CommitNextLate(Server.SettleTime);
        using var cancel = new CancellationTokenSource();
        var submitting = Guard().SubmitAsync(Server.Connect(), Plan(Sample), Policy, cancel.Token);
        await Task.Delay(Server.SettleTime / 2);
        await cancel.CancelAsync();

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => submitting);
        await Task.Delay(2 * Server.SettleTime);
        var later = await SubmitAsync(Sample);

        Assert.True(failure is SubmissionUnknownException { Key: not null, Nonce: not null } or OperationCanceledException, failure.ToString());
        Assert.Equal(1, Server.Started);
        Assert.Single(await Server.TruthAsync(), run => run.Id == later.RunId);
    }

    [Fact]
    public async Task Inputs_known_by_path_alone_are_refused_where_the_policy_asks_for_content()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => SubmitAsync(Plan(Sample), Policy with { RequireContentIdentity = true }));

        Assert.Equal(0, Server.Started);
    }

    [Fact]
    public async Task With_a_ledger_a_run_that_vanished_is_an_error_and_never_a_silent_relaunch()
    {
        using var folder = new TemporaryFolder();
        var ledger = new FileLedger(folder.Path);
        var first = await SubmitAsync(Plan(Sample), Policy, ledger);
        await Server.DeleteAsync(first.RunId);

        var vanished = await Assert.ThrowsAsync<RunVanishedException>(() => SubmitAsync(Plan(Sample), Policy, ledger));
        var forced = await SubmitAsync(Plan(Sample), Policy.Force("the old run was deleted"), ledger);

        Assert.Equal(first.RunId, vanished.RunId);
        Assert.NotEqual(first.RunId, forced.RunId);
    }

    [Fact]
    public async Task With_a_ledger_submitters_that_race_start_one_run_and_no_twin()
    {
        using var folder = new TemporaryFolder();
        Server.HideNewRuns(Server.SettleTime / 2);

        var submissions = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => SubmitAsync(Plan(Sample), Policy, new FileLedger(folder.Path)))));

        Assert.Single(submissions.Select(submission => submission.RunId).Distinct());
        Assert.Equal(1, Server.Started);
    }

    [Fact]
    public async Task A_run_that_a_person_started_is_adopted_and_found_again()
    {
        using var folder = new TemporaryFolder();
        var ledger = new FileLedger(folder.Path);
        var byHand = await Server.StartByHandAsync(Server.Request(Sample));

        var adopted = await Guard(ledger).AdoptAsync(Server.Connect(), Plan(Sample), byHand, Policy);
        var later = await SubmitAsync(Plan(Sample), Policy, ledger);

        Assert.Equal(byHand, adopted.RunId);
        Assert.Equal(byHand, later.RunId);
        Assert.Equal(SubmissionOutcome.Attached, later.Outcome);
    }

    [Fact]
    public async Task A_run_of_other_work_is_not_adopted()
    {
        using var folder = new TemporaryFolder();
        var byHand = await Server.StartByHandAsync(Server.Request(new JsonObject { ["input"] = "other" }));

        await Assert.ThrowsAsync<SubmissionConflictException>(
            () => Guard(new FileLedger(folder.Path)).AdoptAsync(Server.Connect(), Plan(Sample), byHand, Policy));
    }

    private static CultureInfo WithDecimalComma()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "~";
        return culture;
    }

    protected RunPlan<TRequest> Plan(JsonObject parameters) => new() { Request = Server.Request(parameters) };

    private static Dictionary<string, ContentIdentity> Digest(string pointer, char digit) =>
        new(StringComparer.Ordinal) { [pointer] = ContentIdentity.Sha256(new string(digit, 64)) };

    /// <summary>A guard as another process would have it: nothing is shared with others in this process.</summary>
    private static SubmissionGuard Guard(ISubmissionLedger? ledger = null) =>
        new(new SubmissionGuardOptions { Claims = new InProcessClaims(), LedgerLease = TimeSpan.FromSeconds(30) }, ledger);

    private Task<Submission> SubmitAsync(JsonObject parameters, SubmissionPolicy? policy = null) => SubmitAsync(Plan(parameters), policy ?? Policy);

    private Task<Submission> SubmitAsync(TRequest request) => SubmitAsync(new RunPlan<TRequest> { Request = request }, Policy);

    private Task<Submission> SubmitAsync(RunPlan<TRequest> plan, SubmissionPolicy? policy = null, ISubmissionLedger? ledger = null) =>
        Guard(ledger).SubmitAsync(Server.Connect(), plan, policy ?? Policy);

    /// <summary>Starts a second run with the key of a first, as a process that died before it could look again has left it.</summary>
    private async Task StartTwinAsync(Submission first)
    {
        var platform = Server.Connect();
        var prepared = await platform.PrepareAsync(Server.Request(Sample));
        await platform.CreateAsync(prepared, new SubmissionTag { Key = first.Key, Nonce = Nonces.New() });
    }
}
