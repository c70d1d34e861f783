using SageTasks.Runs;

namespace SageTasks.Tests.Runs.Guard;

/// <summary>What the guard does with the runs that carry a key, state by state, where platforms cannot be brought into every state.</summary>
public class AssessmentTests
{
    private static readonly SubmissionKey Key = SubmissionKey.Parse("abcdefghijklmnopqrstuvwxyz");
    private static readonly SubmissionPolicy Policy = SubmissionPolicy.Default;

    [Theory]
    [InlineData(RunState.Queued, SubmissionAction.Attach)]
    [InlineData(RunState.Initializing, SubmissionAction.Attach)]
    [InlineData(RunState.Running, SubmissionAction.Attach)]
    [InlineData(RunState.Paused, SubmissionAction.Attach)]
    [InlineData(RunState.Succeeded, SubmissionAction.Reuse)]
    [InlineData(RunState.Draft, SubmissionAction.Start)]
    [InlineData(RunState.Canceling, SubmissionAction.Wait)]
    [InlineData(RunState.Canceled, SubmissionAction.Refuse)]
    [InlineData(RunState.Unknown, SubmissionAction.Refuse)]
    [InlineData(RunState.Failed, SubmissionAction.Resume)]
    [InlineData(RunState.SystemFailed, SubmissionAction.Resume)]
    [InlineData(RunState.Preempted, SubmissionAction.Resume)]
    public void Every_state_has_its_action(RunState state, SubmissionAction expected) =>
        Assert.Equal(expected, Assess(Policy, Run("a", state)).Action);

    [Fact]
    public void Without_any_run_one_is_launched() => Assert.Equal(SubmissionAction.Launch, Assess(Policy).Action);

    [Theory]
    [InlineData(RunState.Canceled, typeof(RunCanceledException))]
    [InlineData(RunState.Canceling, typeof(RunCanceledException))]
    [InlineData(RunState.Unknown, typeof(RunStateUnknownException))]
    public void A_refusal_names_its_reason(RunState state, Type expected) =>
        Assert.IsType(expected, Assess(Policy, Run("a", state)).Refusal!([]));

    [Theory]
    [InlineData(RunState.Failed, 2)]
    [InlineData(RunState.SystemFailed, 3)]
    [InlineData(RunState.Preempted, 3)]
    public void A_failure_gets_its_attempts_and_no_more(RunState state, int allowed)
    {
        var runs = Enumerable.Range(1, allowed).Select(attempt => Run($"r{attempt}", state, attempt)).ToArray();

        var before = Assess(Policy, runs[..^1]);
        var after = Assess(Policy, runs);

        Assert.Equal((SubmissionAction.Resume, allowed), (before.Action, before.NextAttempt));
        var exhausted = Assert.IsType<AttemptsExhaustedException>(after.Refusal!(["the tail"]));
        Assert.Contains($"failed {allowed} time(s)", exhausted.Message, StringComparison.Ordinal);
        Assert.Contains(state == RunState.Failed ? ".MaxAttempts " : ".MaxSystemAttempts ", exhausted.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_can_stop_at_the_first_failure_or_start_anew_instead_of_resuming()
    {
        var failed = Run("a", RunState.Failed);

        Assert.Equal(SubmissionAction.Refuse, Assess(Policy with { OnFailure = FailurePolicy.Throw }, failed).Action);
        Assert.Equal(SubmissionAction.Resubmit, Assess(Policy with { OnFailure = FailurePolicy.Resubmit }, failed).Action);
    }

    [Fact]
    public void Of_an_attempts_runs_the_one_that_failed_counts_and_not_its_cancelled_twin() =>
        Assert.Equal(SubmissionAction.Resume, Assess(Policy, Run("a", RunState.Failed), Run("b", RunState.Canceled)).Action);

    [Fact]
    public void A_later_attempt_that_was_cancelled_while_an_earlier_run_went_on_was_a_twin_and_no_persons_will()
    {
        var assessment = Assess(Policy, Ended("a", RunState.Failed, 1, at: 10), Ended("b", RunState.Failed, 1, at: 30), Ended("c", RunState.Canceled, 2, at: 20));

        Assert.Equal((SubmissionAction.Resume, 3), (assessment.Action, assessment.NextAttempt));
    }

    [Fact]
    public void A_run_that_was_cancelled_after_every_other_one_had_ended_was_stopped_by_a_person() =>
        Assert.IsType<RunCanceledException>(
            Assess(Policy, Ended("a", RunState.Failed, 1, at: 10), Ended("c", RunState.Canceled, 2, at: 20)).Refusal!([]));

    [Fact]
    public void A_success_that_is_not_valid_any_more_is_replaced_also_where_it_had_a_twin() =>
        Assert.Equal(
            SubmissionAction.Resubmit,
            Assess(Policy, Ended("a", RunState.Succeeded, 1, at: 30) with { IsStale = true }, Ended("b", RunState.Canceled, 1, at: 20)).Action);

    [Fact]
    public void A_success_wins_over_an_earlier_run_and_of_two_active_runs_the_one_created_first_wins()
    {
        var early = Run("z", RunState.Running) with { Run = Snapshot("z", RunState.Running, 1) };
        var late = Run("a", RunState.Running) with { Run = Snapshot("a", RunState.Running, 2) };

        Assert.Equal("z", Assess(Policy, late, early).Subject!.Run.Id);
        Assert.Equal("a", Assert.Single(Assess(Policy, late, early).Twins).Run.Id);
        Assert.Equal("b", Assess(Policy, early, Run("b", RunState.Succeeded)).Subject!.Run.Id);
        Assert.Equal("z", Assess(Policy, Run("b", RunState.Canceling), early).Subject!.Run.Id);
    }

    [Fact]
    public void What_was_started_anew_on_purpose_leaves_everything_before_it_alone()
    {
        var old = Run("old", RunState.Running);
        var forced = Run("new", RunState.Running, 2) with { Run = Snapshot("new", RunState.Running, 2) with { Tag = new SubmissionTag { Key = Key, Attempt = 2, Supersedes = true } } };

        var assessment = Assess(Policy, old, forced);

        Assert.Equal("new", assessment.Subject!.Run.Id);
        Assert.Empty(assessment.Twins);
        Assert.Contains(assessment.Roles, role => role.Candidate == old && role.Role == CandidateRole.Superseded);
    }

    private static Assessment Assess(SubmissionPolicy policy, params Candidate[] candidates) => Assessment.Of(Key, candidates, policy);

    private static Candidate Run(string id, RunState state, int attempt = 1) =>
        new() { Run = Snapshot(id, state, 3), State = state, Attempt = attempt, Age = TimeSpan.FromHours(1), MayDiscard = false, IsVerified = true };

    private static Candidate Ended(string id, RunState state, int attempt, int at) =>
        Run(id, state, attempt) with { Run = Snapshot(id, state, 3) with { CompletedAt = DateTimeOffset.UnixEpoch.AddSeconds(at) } };

    private static RunSnapshot Snapshot(string id, RunState state, int second) =>
        new() { Id = id, State = state, CreatedAt = DateTimeOffset.UnixEpoch.AddSeconds(second) };
}
