using System.Text.Json.Nodes;
using SageTasks.Runs;
using Xunit;

namespace SageTasks.ContractSuites;

/// <summary>What goes wrong between the guard and a platform, and still leaves one run.</summary>
public abstract class GuardFaultSuite<TRequest> : GuardSteps<TRequest>
{
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

        Assert.Equal(Server.Connect().Capabilities.DraftFirst ? 1 : 2, Server.Started);
        var live = Assert.Single(await Server.TruthAsync(), run => run.State.IsActive);
        Assert.Equal(submission.RunId, live.Id);
    }

    [Fact]
    public async Task Submitters_that_race_end_up_with_one_run()
    {
        Server.HideNewRuns(Server.SettleTime / 2);

        var submissions = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => SubmitAsync(Sample))));
        await Task.Delay(Server.SettleTime, Server.Time);
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
        var first = await SubmitAndSetAsync(RunState.Succeeded);
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
    public async Task An_incomplete_look_up_never_starts_a_run()
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
}
