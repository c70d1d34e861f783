using System.Text.Json.Nodes;
using SageTasks.Runs;
using Xunit;

namespace SageTasks.ContractSuites;

/// <content>Drafts that a killed process has left, with and without a ledger.</content>
public abstract partial class DraftGuardSuite<TRequest>
{
    [Theory]
    [InlineData("AfterCommit")]
    [InlineData("BeforeStart")]
    public async Task A_draft_left_by_a_killed_process_is_verified_and_started(string killedAt)
    {
        var draft = await LeaveDraftAsync(Enum.Parse<GuardStep>(killedAt));

        var submission = await SubmitAsync(Sample);

        Assert.Equal(draft, submission.RunId);
        Assert.Equal(SubmissionOutcome.Launched, submission.Outcome);
        await AssertOneStartedAsync(draft);
    }

    [Fact]
    public async Task A_draft_that_a_person_has_edited_is_a_conflict_and_is_neither_started_nor_discarded()
    {
        var draft = await LeaveDraftAsync();
        await Drafts.EditAsync(draft, new JsonObject { ["input"] = "s3://bucket/by-hand.csv" });

        var conflict = await Assert.ThrowsAsync<SubmissionConflictException>(() => SubmitAsync(Sample));

        Assert.Equal(draft, conflict.RunId);
        Assert.Equal(RunState.Draft, Assert.Single(await Server.TruthAsync()).State);
        Assert.Equal(0, Server.Started);
    }

    /// <param name="look">The first look after the draft is the second one of the call; the next is the last before the start.</param>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_draft_edited_before_its_own_guard_starts_it_is_a_conflict(int look)
    {
        var platform = Intercepted();
        platform.AfterFind = async number =>
        {
            if (number == look)
            {
                await Drafts.EditAsync(Assert.Single(await Server.TruthAsync()).Id, new JsonObject { ["input"] = "s3://bucket/by-hand.csv" });
            }
        };

        await Assert.ThrowsAsync<SubmissionConflictException>(() => SubmitAsync(platform));

        Assert.Equal(0, Server.Started);
    }

    [Fact]
    public async Task A_draft_that_a_person_deleted_is_made_anew()
    {
        var submission = await SubmitAsync(WithItsFirstDraftDeleted());

        await AssertOneStartedAsync(submission.RunId);
    }

    [Fact]
    public async Task A_forced_draft_that_a_person_deleted_is_made_anew_beside_the_run_that_it_replaces()
    {
        var first = await SubmitAsync(Sample);

        var forced = await SubmitAsync(WithItsFirstDraftDeleted(), Policy.Force("the reference was replaced"));

        Assert.NotEqual(first.RunId, forced.RunId);
        Assert.Equal(2, Server.Started);
    }

    [Fact]
    public async Task Drafts_do_not_count_as_attempts()
    {
        var first = await SubmitAndSetAsync(RunState.Failed);
        var draft = await LeaveDraftAsync();

        var second = await SubmitAsync(Sample);
        await Server.SetStateAsync(second.RunId, RunState.Failed);

        Assert.Equal(draft, second.RunId);
        Assert.Equal(2, second.Attempt);
        await Assert.ThrowsAsync<AttemptsExhaustedException>(() => SubmitAsync(Sample));
        Assert.Equal(2, Server.Started);
    }

    [Fact]
    public async Task A_draft_of_an_attempt_that_failed_meanwhile_is_not_a_further_attempt()
    {
        var first = await SubmitAsync(Sample);
        await DraftAsync(first.Key);
        await Server.SetStateAsync(first.RunId, RunState.Failed);

        var second = await SubmitAsync(Sample);
        await Server.SetStateAsync(second.RunId, RunState.Failed);

        Assert.Equal(2, second.Attempt);
        await Assert.ThrowsAsync<AttemptsExhaustedException>(() => SubmitAsync(Sample));
        Assert.Equal(2, Server.Started);
    }

    [Fact]
    public async Task A_draft_beside_a_run_that_a_person_cancelled_is_not_started()
    {
        var first = await SubmitAsync(Sample);
        await DraftAsync(first.Key);
        await Server.SetStateAsync(first.RunId, RunState.Canceled);

        await Assert.ThrowsAsync<RunCanceledException>(() => SubmitAsync(Sample));

        Assert.Equal(1, Server.Started);
    }

    [Fact]
    public async Task A_forced_draft_left_by_a_killed_process_is_what_later_submissions_start()
    {
        var first = await SubmitAndSetAsync(RunState.Succeeded);
        var draft = await LeaveDraftAsync(policy: Policy.Force("the reference was replaced"));

        var later = await SubmitAsync(Sample);

        Assert.Equal(draft, later.RunId);
        Assert.Equal(SubmissionOutcome.Resubmitted, later.Outcome);
        Assert.Equal(2, Server.Started);
    }

    [Fact]
    public async Task With_a_ledger_a_draft_is_an_open_intent_until_somebody_takes_over_and_starts_it()
    {
        using var folder = new TemporaryFolder();
        var draft = await LeaveDraftAsync(ledger: new UnreleasedLedger(Ledger(folder)));
        var later = Ledger(folder, shift: 2 * Lease);
        var left = Assert.Single(await later.ListAsync().ToListAsync());

        var submission = await SubmitAsync(Plan(Sample), Policy, later);

        Assert.Null(left.Run);
        Assert.NotNull(left.OpenIntent);
        Assert.Equal(draft, submission.RunId);
        Assert.Equal(draft, (await later.ReadAsync(submission.Key))!.Run!.RunId);
        Assert.Null((await later.ReadAsync(submission.Key))!.OpenIntent);
        await AssertOneStartedAsync(draft);
    }

    [Fact]
    public async Task With_a_ledger_a_draft_that_a_person_deleted_is_not_a_vanished_run()
    {
        using var folder = new TemporaryFolder();
        var ledger = Ledger(folder);
        await Server.DeleteAsync(await LeaveDraftAsync(ledger: ledger));

        var submission = await SubmitAsync(Plan(Sample), Policy, ledger);

        await AssertOneStartedAsync(submission.RunId);
    }

    private InterceptedPlatform<TRequest> WithItsFirstDraftDeleted()
    {
        var platform = Intercepted();
        platform.AfterCreate = async draft =>
        {
            platform.AfterCreate = _ => Task.CompletedTask;
            await Server.DeleteAsync(draft.Id);
        };
        return platform;
    }
}
