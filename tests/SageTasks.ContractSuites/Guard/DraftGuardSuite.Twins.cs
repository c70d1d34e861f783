using SageTasks.Runs;
using Xunit;

namespace SageTasks.ContractSuites;

/// <content>Drafts of several guards: one is started, the others are discarded by whoever may.</content>
public abstract partial class DraftGuardSuite<TRequest>
{
    [Fact]
    public async Task Two_guards_that_draft_at_once_start_one_run_and_discard_the_other_draft()
    {
        var platforms = TogetherAtTheirFirstCreate();

        var submissions = await Task.WhenAll(platforms.Select(platform => Task.Run(() => SubmitAsync(platform))));

        Assert.All(platforms, platform => Assert.Contains("Create", platform.Calls));
        Assert.Single(submissions, submission => submission.Outcome == SubmissionOutcome.Launched);
        var discarded = Assert.Single(submissions.SelectMany(submission => submission.Evidence.CanceledTwins));
        Assert.Null(await Server.Connect().GetAsync(discarded));
        await AssertOneStartedAsync(submissions[0].RunId);
        Assert.Equal(submissions[0].RunId, submissions[1].RunId);
    }

    [Fact]
    public async Task Many_submitters_that_race_on_a_lagging_list_start_one_run_and_leave_no_draft()
    {
        Server.HideNewRuns(Server.SettleTime / 2);

        var submissions = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => SubmitAsync(Sample))));

        await AssertOneStartedAsync(Assert.Single(submissions.Select(submission => submission.RunId).Distinct()));
    }

    [Fact]
    public async Task A_draft_made_while_another_process_finished_the_work_is_discarded()
    {
        var platform = Intercepted();
        platform.BeforeCreate = async () => await Server.SetStateAsync((await SubmitAsync(Sample)).RunId, RunState.Succeeded);

        var submission = await SubmitAsync(platform);

        Assert.Equal(SubmissionOutcome.Reused, submission.Outcome);
        Assert.Single(submission.Evidence.CanceledTwins);
        await AssertOneStartedAsync(submission.RunId);
    }

    [Fact]
    public async Task A_draft_made_while_a_person_stopped_the_work_is_discarded_and_the_stop_is_respected()
    {
        var platform = Intercepted();
        platform.BeforeCreate = async () => await Server.SetStateAsync((await SubmitAsync(Sample)).RunId, RunState.Canceled);

        var canceled = await Assert.ThrowsAsync<RunCanceledException>(() => SubmitAsync(platform));

        await AssertOneStartedAsync(canceled.Run.Id);
    }

    [Fact]
    public async Task A_young_draft_beside_a_run_is_left_to_its_guard_and_an_old_one_is_discarded()
    {
        var first = await SubmitAsync(Sample);
        var draft = await DraftAsync(first.Key);

        var second = await SubmitAsync(Sample);
        var role = Assert.Single(second.Evidence.Candidates, candidate => candidate.Run.Id == draft).Role;
        var before = await Server.Connect().GetAsync(draft);
        await Drafts.AgeAsync(draft, TimeSpan.FromMinutes(61));
        var third = await SubmitAsync(Sample);

        Assert.Equal(CandidateRole.Twin, role);
        Assert.Equal(RunState.Draft, before!.State);
        Assert.Equal([draft], third.Evidence.CanceledTwins);
        await AssertOneStartedAsync(first.RunId);
    }

    [Fact]
    public async Task An_old_draft_is_only_reported_when_the_policy_says_so()
    {
        var first = await SubmitAsync(Sample);
        var draft = await DraftAsync(first.Key);
        await Drafts.AgeAsync(draft, TimeSpan.FromHours(2));

        var second = await SubmitAsync(Sample, Policy with { Twins = TwinPolicy.Report });

        Assert.Contains(draft, Assert.Single(second.Evidence.Warnings), StringComparison.Ordinal);
        Assert.NotNull(await Server.Connect().GetAsync(draft));
    }

    [Fact]
    public async Task A_draft_that_starts_at_the_last_moment_is_not_deleted()
    {
        var first = await SubmitAsync(Sample);
        var draft = await DraftAsync(first.Key);
        await Drafts.AgeAsync(draft, TimeSpan.FromHours(2));
        var platform = Intercepted();
        platform.BeforeDiscard = async id => await Server.Connect().StartAsync(id);

        var second = await SubmitAsync(platform);

        var runs = await Server.TruthAsync();
        Assert.Contains(runs, run => run.Id == draft);
        Assert.Equal(second.RunId, Assert.Single(runs, run => run.State.IsActive).Id);
    }

    [Fact]
    public async Task A_draft_that_only_a_stale_list_shows_is_read_again()
    {
        var draft = await LeaveDraftAsync();
        await Drafts.AgeAsync(draft, TimeSpan.FromMinutes(5));
        var platform = Intercepted();
        platform.AfterFind = async look =>
        {
            if (look == 1)
            {
                await Server.Connect().StartAsync(draft);
            }
        };

        var submission = await SubmitAsync(platform);

        Assert.DoesNotContain("Start", platform.Calls);
        Assert.Equal(SubmissionOutcome.Attached, submission.Outcome);
        await AssertOneStartedAsync(draft);
    }

    [Fact]
    public async Task Two_forced_submissions_at_once_leave_one_new_run_and_no_draft()
    {
        var first = await SubmitAndSetAsync(RunState.Succeeded);
        var platforms = TogetherAtTheirFirstCreate();

        var forced = await Task.WhenAll(platforms.Select(platform => Task.Run(() => SubmitAsync(platform, Policy.Force("once more")))));

        Assert.Equal(forced[0].RunId, forced[1].RunId);
        Assert.Equal(2, Server.Started);
        Assert.DoesNotContain(await Server.TruthAsync(), run => run.State == RunState.Draft);
    }

    /// <summary>Two clients whose first requests to create are sent only when both have found nothing.</summary>
    private InterceptedPlatform<TRequest>[] TogetherAtTheirFirstCreate()
    {
        var bothAreThere = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var arrived = 0;
        InterceptedPlatform<TRequest>[] platforms = [Intercepted(), Intercepted()];
        foreach (var platform in platforms)
        {
            platform.BeforeCreate = () =>
            {
                if (Interlocked.Increment(ref arrived) >= platforms.Length)
                {
                    bothAreThere.TrySetResult();
                }

                return bothAreThere.Task;
            };
        }

        return platforms;
    }
}
