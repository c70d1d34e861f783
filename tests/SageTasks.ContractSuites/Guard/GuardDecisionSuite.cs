using System.Text.Json.Nodes;
using SageTasks.Http;
using SageTasks.Runs;
using Xunit;

namespace SageTasks.ContractSuites;

/// <summary>What the guard decides about runs that are there already, by the policy of whoever asks.</summary>
public abstract class GuardDecisionSuite<TRequest> : GuardSteps<TRequest>
{
    [Fact]
    public async Task A_failed_run_gets_a_second_attempt_and_no_third()
    {
        var first = await SubmitAndSetAsync(RunState.Failed);
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
    public async Task A_second_attempt_is_recognised_after_the_first_has_left_the_history()
    {
        var first = await SubmitAndSetAsync(RunState.Failed);
        var second = await SubmitAsync(Sample);
        await Server.DeleteAsync(first.RunId);

        var third = await SubmitAsync(Sample);

        Assert.Equal(second.RunId, third.RunId);
        Assert.Equal(SubmissionOutcome.Attached, third.Outcome);
    }

    [Fact]
    public async Task A_cancelled_run_is_left_alone_because_a_person_stopped_it()
    {
        var first = await SubmitAndSetAsync(RunState.Canceled);

        var canceled = await Assert.ThrowsAsync<RunCanceledException>(() => SubmitAsync(Sample));
        var anew = await SubmitAsync(Sample, Policy with { OnCanceled = CanceledPolicy.Resubmit });

        Assert.Equal(first.RunId, canceled.Run.Id);
        Assert.Equal(SubmissionOutcome.Resubmitted, anew.Outcome);
        Assert.Equal(2, Server.Started);
    }

    [Fact]
    public async Task A_run_in_an_unknown_state_counts_as_active_while_it_is_young()
    {
        var first = await SubmitAndSetAsync(RunState.Unknown);

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
    public async Task A_success_that_is_too_old_is_replaced_and_its_replacement_is_found_again()
    {
        var first = await SubmitAndSetAsync(RunState.Succeeded);
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
        var first = await SubmitAndSetAsync(RunState.Succeeded);

        var forced = await SubmitAsync(Sample, Policy.Force("the reference was replaced"));
        var later = await SubmitAsync(Sample);

        Assert.NotEqual(first.RunId, forced.RunId);
        Assert.Contains("the reference was replaced", forced.Evidence.Decision, StringComparison.Ordinal);
        Assert.Equal(forced.RunId, later.RunId);
        Assert.Equal(2, Server.Started);
    }

    [Fact]
    public async Task What_was_decided_is_why_a_run_was_started_and_not_what_was_seen_of_it_then()
    {
        var launched = await SubmitAsync(Sample);
        var attached = await SubmitAsync(Sample);

        Assert.Contains("no run of this work exists", launched.Evidence.Decision, StringComparison.Ordinal);
        Assert.Contains(launched.RunId, attached.Evidence.Decision, StringComparison.Ordinal);
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
        var platform = new InterceptedPlatform<TRequest>(Server.Connect())
        {
            AfterFind = look => look == 2 ? cancel.CancelAsync() : Task.CompletedTask,
        };

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => Guard().SubmitAsync(platform, Plan(Sample), Policy, cancel.Token));
        while ((await Server.TruthAsync()).Count == 0)
        {
            await Task.Delay(Server.SettleTime / 10, Server.Time);
        }

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

    [Theory]
    [InlineData(0)]
    [InlineData(0.003)]
    public void A_lease_of_hardly_any_time_is_refused(double seconds) =>
        Assert.Throws<ArgumentException>(() => new SubmissionGuard(new SubmissionGuardOptions { LedgerLease = TimeSpan.FromSeconds(seconds) }));

    [Fact]
    public async Task With_a_ledger_a_run_that_vanished_is_an_error_and_never_a_silent_relaunch()
    {
        using var folder = new TemporaryFolder();
        var ledger = Ledger(folder);
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

        var submissions = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => SubmitAsync(Plan(Sample), Policy, Ledger(folder)))));

        Assert.Single(submissions.Select(submission => submission.RunId).Distinct());
        Assert.Equal(1, Server.Started);
    }

    [Fact]
    public async Task A_run_that_a_person_started_is_adopted_and_found_again()
    {
        using var folder = new TemporaryFolder();
        var ledger = Ledger(folder);
        var byHand = await Server.StartByHandAsync(Server.Request(Sample));

        var adopted = await Guard(ledger).AdoptAsync(Server.Connect(), Plan(Sample), byHand, Policy);
        var later = await SubmitAsync(Plan(Sample), Policy, ledger);

        Assert.Equal(byHand, adopted.RunId);
        Assert.Equal(byHand, later.RunId);
        Assert.Equal(SubmissionOutcome.Attached, later.Outcome);
    }

    [Theory]
    [InlineData(RunState.Failed)]
    [InlineData(RunState.Succeeded)]
    public async Task Adopting_a_run_that_has_ended_starts_no_other(RunState state)
    {
        using var folder = new TemporaryFolder();
        var ledger = Ledger(folder);
        var byHand = await Server.StartByHandAsync(Server.Request(Sample));
        await Server.SetStateAsync(byHand, state);
        await Task.Delay(TimeSpan.FromDays(1), Server.Time);
        var before = Server.Started;
        var policy = Policy with { OnFailure = FailurePolicy.Resubmit, MaxAge = TimeSpan.FromHours(1), ForceReason = "anew" };

        var failure = await Record.ExceptionAsync(() => Guard(ledger).AdoptAsync(Server.Connect(), Plan(Sample), byHand, policy));

        Assert.Equal(before, Server.Started);
        Assert.Equal(state == RunState.Failed, failure is AttemptsExhaustedException);
        var later = await Record.ExceptionAsync(() => SubmitAsync(Plan(Sample), Policy with { OnFailure = FailurePolicy.Throw }, ledger));
        Assert.Equal(failure?.GetType(), later?.GetType());
        Assert.Equal(before, Server.Started);
    }

    [Fact]
    public async Task A_run_of_other_work_is_not_adopted()
    {
        using var folder = new TemporaryFolder();
        var byHand = await Server.StartByHandAsync(Server.Request(new JsonObject { ["input"] = "other" }));

        var refused = await Assert.ThrowsAsync<SubmissionConflictException>(
            () => Guard(Ledger(folder)).AdoptAsync(Server.Connect(), Plan(Sample), byHand, Policy));

        Assert.Contains("does other work than was asked for", refused.Message, StringComparison.Ordinal);
        Assert.Equal(byHand, refused.RunId);
    }

    [Fact]
    public async Task No_run_is_adopted_beside_one_that_does_the_work()
    {
        using var folder = new TemporaryFolder();
        var ledger = Ledger(folder);
        var running = await SubmitAsync(Plan(Sample), Policy);
        var byHand = await Server.StartByHandAsync(Server.Request(Sample));

        var refused = await Assert.ThrowsAsync<SubmissionConflictException>(() => Guard(ledger).AdoptAsync(Server.Connect(), Plan(Sample), byHand, Policy));
        var submitted = await SubmitAsync(Plan(Sample), Policy, ledger);

        Assert.Equal(running.RunId, refused.RunId);
        Assert.Equal(running.RunId, submitted.RunId);
        Assert.True((await Server.Connect().GetAsync(byHand))!.State.IsActive);
    }

    [Fact]
    public async Task An_id_that_is_no_run_is_not_adopted()
    {
        using var folder = new TemporaryFolder();

        var refused = await Assert.ThrowsAsync<RunVanishedException>(() => Guard(Ledger(folder)).AdoptAsync(Server.Connect(), Plan(Sample), "typo", Policy));

        Assert.Contains("shows no run typo", refused.Message, StringComparison.Ordinal);
    }
}
