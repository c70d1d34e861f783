using SageTasks.Http;
using SageTasks.Runs;
using Xunit;

namespace SageTasks.ContractSuites;

/// <summary>What the guard does when what it knows is old, contradicts itself or is not all.</summary>
public abstract class GuardDoubtSuite<TRequest> : GuardSteps<TRequest>
{
    [Fact]
    public async Task A_twin_goes_on_when_the_elected_run_ended_after_the_look()
    {
        var first = await SubmitAsync(Sample);
        await StartTwinAsync(first);
        var platform = new InterceptedPlatform<TRequest>(Server.Connect())
        {
            BeforeGet = id => id == first.RunId ? Server.SetStateAsync(first.RunId, RunState.Failed) : Task.CompletedTask,
        };

        var second = await Guard().SubmitAsync(platform, Plan(Sample), Policy);

        Assert.NotEqual(first.RunId, second.RunId);
        Assert.Equal(SubmissionOutcome.Attached, second.Outcome);
        Assert.Empty(second.Evidence.CanceledTwins);
        Assert.Equal(second.RunId, Assert.Single(await Server.TruthAsync(), run => run.State.IsActive).Id);
    }

    [Fact]
    public async Task A_twin_that_succeeds_after_the_look_is_the_run_that_counts()
    {
        var first = await SubmitAsync(Sample);
        var twin = await StartTaggedAsync(Server.Request(Sample), new SubmissionTag { Key = first.Key, Nonce = Nonces.New() });
        var platform = new InterceptedPlatform<TRequest>(Server.Connect())
        {
            BeforeGet = id => id == twin.Id ? Server.SetStateAsync(twin.Id, RunState.Succeeded) : Task.CompletedTask,
        };

        var second = await Guard().SubmitAsync(platform, Plan(Sample), Policy);

        Assert.Equal(SubmissionOutcome.Reused, second.Outcome);
        Assert.Equal(twin.Id, second.RunId);
        Assert.Equal([first.RunId], second.Evidence.CanceledTwins);
    }

    [Fact]
    public async Task A_list_that_does_not_say_when_runs_were_created_cancels_neither_of_two()
    {
        var first = await SubmitAsync(Sample);
        await StartTwinAsync(first);
        string? elected = null;
        var platform = new InterceptedPlatform<TRequest>(Server.Connect());
        platform.Show = found =>
        {
            elected = found.Runs.Order(Elected.Snapshots).First().Id;
            return found with { Runs = [.. found.Runs.Select(run => run.Id == elected ? run with { CreatedAt = null } : run)] };
        };

        var second = await Guard().SubmitAsync(platform, Plan(Sample), Policy);

        Assert.Single(second.Evidence.Warnings);
        Assert.Empty(second.Evidence.CanceledTwins);
        Assert.Equal(2, (await Server.TruthAsync()).Count(run => run.State.IsActive));
        var third = await SubmitAsync(Sample);
        Assert.Equal(elected, third.RunId);
        Assert.Single(await Server.TruthAsync(), run => run.State.IsActive);
    }

    [Fact]
    public async Task A_twin_whose_request_cannot_be_read_is_left_alone()
    {
        var first = await SubmitAsync(Sample);
        var twin = await StartTaggedAsync(Server.Request(Sample), new SubmissionTag { Key = first.Key, Nonce = Nonces.New() });
        var platform = new InterceptedPlatform<TRequest>(Server.Connect()) { ShowRequest = (id, stored) => id == twin.Id ? null : stored };

        var second = await Guard().SubmitAsync(platform, Plan(Sample), Policy);
        var third = await SubmitAsync(Sample);

        Assert.Empty(second.Evidence.CanceledTwins);
        Assert.Single(second.Evidence.Warnings, warning => warning.Contains(twin.Id, StringComparison.Ordinal) || warning.Contains(first.RunId, StringComparison.Ordinal));
        Assert.Single(third.Evidence.CanceledTwins);
    }

    [Fact]
    public async Task A_copy_made_by_hand_as_soon_as_a_run_is_there_is_no_twin_of_it()
    {
        var platform = new InterceptedPlatform<TRequest>(Server.Connect())
        {
            AfterCreate = run => Server.CloneAsync(run.Id, new() { ["input"] = "s3://bucket/by-hand.csv" }),
        };

        var submission = await Guard().SubmitAsync(platform, Plan(Sample), Policy);

        Assert.Single(submission.Evidence.Candidates, candidate => candidate.Role == CandidateRole.Clone);
        Assert.Empty(submission.Evidence.CanceledTwins);
        Assert.Equal(2, (await Server.TruthAsync()).Count(run => run.State.IsActive));
    }

    [Fact]
    public async Task A_request_that_takes_effect_at_the_last_moment_may_be_hidden_as_long_as_any_other()
    {
        Server.LoseNextReply();
        var policy = Policy;
        var started = Server.Time.GetTimestamp();
        var platform = new InterceptedPlatform<TRequest>(Server.Connect());
        platform.Show = found => Server.Time.GetElapsedTime(started) < policy.CommitHorizon + 0.9 * Server.SettleTime
            ? found with { Runs = [] }
            : found;

        var submission = await Guard().SubmitAsync(platform, Plan(Sample), policy);

        Assert.Equal(SubmissionOutcome.Launched, submission.Outcome);
        Assert.Equal(1, Server.Started);
    }

    [Fact]
    public async Task A_request_that_can_be_read_only_later_is_compared_then()
    {
        await SubmitAsync(Plan(Sample) with { OwnKey = "study-7" });
        var changed = Sample;
        changed["depth"] = 60;
        var reads = 0;
        var platform = new InterceptedPlatform<TRequest>(Server.Connect())
        {
            ShowRequest = (_, stored) => ++reads == 1 ? null : stored,
            Show = found => reads == 0 ? found with { Runs = [.. found.Runs.Select(run => run with { CreatedAt = found.ServerTime })] } : found,
        };

        await Assert.ThrowsAsync<SubmissionConflictException>(
            () => Guard().SubmitAsync(platform, Plan(changed) with { OwnKey = "study-7" }, Policy));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(int.MaxValue)]
    public async Task What_a_look_up_cannot_see_for_now_is_looked_for_again_before_anybody_is_told(int blindLooks)
    {
        var looks = 0;
        var platform = new InterceptedPlatform<TRequest>(Server.Connect())
        {
            Show = found => ++looks > blindLooks ? found : found with { IsComplete = false, IsIncompleteForNow = true, IncompleteBecause = "a run has no name yet" },
        };

        var submitting = Guard().SubmitAsync(platform, Plan(Sample), Policy);

        if (blindLooks == 2)
        {
            Assert.Equal(SubmissionOutcome.Launched, (await submitting).Outcome);
        }
        else
        {
            await Assert.ThrowsAsync<LookupIncompleteException>(() => submitting);
            Assert.Equal(0, Server.Started);
        }
    }

    [Fact]
    public async Task A_caller_who_accepts_the_risk_starts_a_run_behind_an_incomplete_look_up()
    {
        var platform = Blind();

        await Assert.ThrowsAsync<LookupIncompleteException>(() => Guard().SubmitAsync(platform, Plan(Sample), Policy));
        var refused = await Guard().ExplainAsync(platform, Plan(Sample), Policy);
        var submission = await Guard().SubmitAsync(platform, Plan(Sample), Policy with { AcceptRisk = true });

        Assert.Equal(SubmissionAction.Refuse, refused.Action);
        Assert.Equal(SubmissionOutcome.Launched, submission.Outcome);
        Assert.Equal("half of the list is missing", submission.Evidence.IncompleteBecause);
        Assert.Equal(1, Server.Started);
    }

    [Fact]
    public async Task Who_accepts_the_risk_still_attaches_to_what_an_incomplete_look_up_shows()
    {
        var first = await SubmitAsync(Sample);

        var second = await Guard().SubmitAsync(Blind(), Plan(Sample), Policy with { AcceptRisk = true });

        Assert.Equal(first.RunId, second.RunId);
        Assert.Equal(1, Server.Started);
    }

    [Fact]
    public async Task Accepting_the_risk_never_repeats_a_request_whose_outcome_is_unknown()
    {
        Server.LoseNextRequest();

        await Assert.ThrowsAsync<SubmissionUnknownException>(
            () => Guard().SubmitAsync(Blind(), Plan(Sample), Policy with { AcceptRisk = true }));

        Assert.Equal(0, Server.Started);
    }

    [Fact]
    public async Task Explain_names_what_keeps_a_run_from_being_started()
    {
        await SubmitAsync(Sample);
        var forced = await Guard().ExplainAsync(Server.Connect(), Plan(Sample), Policy.Force("a new reference"));
        using var folder = new TemporaryFolder();
        var ledger = Ledger(folder);
        var first = await SubmitAsync(Plan(Sample) with { Scope = "b" }, ledger: ledger);
        await Server.SetStateAsync(first.RunId, RunState.Succeeded);
        await Server.DeleteAsync(first.RunId);
        var vanished = await Guard(ledger).ExplainAsync(Server.Connect(), Plan(Sample) with { Scope = "b" }, Policy);

        Assert.Equal(SubmissionAction.Resubmit, forced.Action);
        Assert.Null(forced.RunId);
        Assert.Contains("a new reference", forced.Decision, StringComparison.Ordinal);
        Assert.Equal(SubmissionAction.Refuse, vanished.Action);
        Assert.Contains(first.RunId, vanished.Decision, StringComparison.Ordinal);
    }

    private InterceptedPlatform<TRequest> Blind() => new(Server.Connect())
    {
        Show = found => found with { IsComplete = false, IncompleteBecause = "half of the list is missing" },
    };
}
