using SageTasks.ContractSuites;
using SageTasks.Http;
using SageTasks.Runs;

namespace SageTasks.Tests.Runs.Guard;

/// <summary>What a process has just done it knows, also where no list shows it yet.</summary>
public sealed class SameProcessTests : GuardSteps<MemoryRequest>
{
    [Fact]
    public async Task A_run_that_was_started_a_moment_ago_is_attached_to_although_no_list_shows_it()
    {
        var (guard, platform) = (Guard(), WithListsThatLag());
        var early = Policy with { Confirm = ConfirmMode.Early };
        var first = await guard.SubmitAsync(platform, Plan(Sample), early);

        var second = await guard.SubmitAsync(platform, Plan(Sample), early);

        Assert.Equal(first.RunId, second.RunId);
        Assert.Equal(SubmissionOutcome.Attached, second.Outcome);
        Assert.Equal(1, Server.Started);
    }

    [Fact]
    public async Task A_batch_attaches_to_a_run_that_was_started_a_moment_ago_although_no_list_shows_it()
    {
        var (guard, platform) = (Guard(), WithListsThatLag());
        var early = Policy with { Confirm = ConfirmMode.Early };
        var first = await guard.SubmitAsync(platform, Plan(Sample), early);

        var batch = await guard.SubmitAllAsync(platform, [Plan(Sample), Plan([])], early).ToListAsync();

        Assert.Equal(first.RunId, Assert.Single(batch, result => result.Index == 0).Submission!.RunId);
        Assert.Equal(2, Server.Started);
    }

    [Fact]
    public async Task A_run_whose_call_was_cancelled_while_it_settled_is_found_by_the_next_call_although_no_list_shows_it()
    {
        var (guard, platform) = (Guard(), WithListsThatLag());
        using var cancel = new CancellationTokenSource();
        platform.AfterCreate = _ => cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => guard.SubmitAsync(platform, Plan(Sample), Policy, cancel.Token));

        var later = await guard.SubmitAsync(platform, Plan(Sample), Policy);

        Assert.Equal(SubmissionOutcome.Attached, later.Outcome);
        Assert.Equal(1, Server.Started);
    }

    [Fact]
    public async Task A_request_whose_call_was_cancelled_is_waited_for_by_the_next_call()
    {
        var guard = Guard();
        Server.LoseNextRequest();
        using var cancel = new CancellationTokenSource();
        var platform = new InterceptedPlatform<MemoryRequest>(Server.Connect())
        {
            AfterFind = look => look == 2 ? cancel.CancelAsync() : Task.CompletedTask,
        };
        var unknown = await Assert.ThrowsAsync<SubmissionUnknownException>(() => guard.SubmitAsync(platform, Plan(Sample), Policy, cancel.Token));
        var takesEffectAfterALook = new InterceptedPlatform<MemoryRequest>(Server.Connect())
        {
            AfterFind = look => look > 1 ? Task.CompletedTask : StartTaggedAsync(
                Server.Request(Sample), new SubmissionTag { Key = SubmissionKey.Parse(unknown.Key!), Nonce = unknown.Nonce }),
        };

        var foretold = await guard.ExplainAsync(Server.Connect(), Plan(Sample), Policy);
        var later = await guard.SubmitAsync(takesEffectAfterALook, Plan(Sample), Policy);

        Assert.Equal(SubmissionAction.Wait, foretold.Action);
        Assert.Equal(SubmissionOutcome.Attached, later.Outcome);
        Assert.Equal(1, Server.Started);
    }

    [Fact]
    public async Task A_failure_that_does_not_tell_whether_the_request_was_sent_leaves_a_run_to_look_for()
    {
        var guard = Guard();
        Server.HideNewRuns(Server.SettleTime / 2);
        var platform = new InterceptedPlatform<MemoryRequest>(Server.Connect()) { AfterCreate = _ => throw new IOException("the pipe is broken") };
        await Assert.ThrowsAsync<IOException>(() => guard.SubmitAsync(platform, Plan(Sample), Policy));

        var foretold = await guard.ExplainAsync(Server.Connect(), Plan(Sample), Policy);
        var later = await guard.SubmitAsync(Server.Connect(), Plan(Sample), Policy);

        Assert.Equal(SubmissionAction.Wait, foretold.Action);
        Assert.Equal(SubmissionOutcome.Attached, later.Outcome);
        Assert.Equal(1, Server.Started);
    }

    [Fact]
    public async Task A_draft_that_was_started_by_a_cancelled_call_is_found_by_the_next_one_although_no_list_shows_it()
    {
        var server = new MemoryServer { DraftFirst = true };
        var guard = new SubmissionGuard(new SubmissionGuardOptions { Claims = new InProcessClaims() }, time: server.Time);
        using var cancel = new CancellationTokenSource();
        var platform = new InterceptedPlatform<MemoryRequest>(server.Connect())
        {
            Show = found => found with { Runs = [] },
            AfterStart = async _ =>
            {
                await cancel.CancelAsync();
                cancel.Token.ThrowIfCancellationRequested();
            },
        };
        await Assert.ThrowsAsync<SubmissionUnknownException>(() => guard.SubmitAsync(platform, Plan(Sample), Policy, cancel.Token));

        platform.AfterStart = _ => Task.CompletedTask;
        var later = await guard.SubmitAsync(platform, Plan(Sample), Policy);

        Assert.Equal(SubmissionOutcome.Attached, later.Outcome);
        Assert.Equal(1, server.Started);
    }

    [Fact]
    public async Task A_request_that_was_refused_as_a_duplicate_of_a_run_that_nobody_sees_is_sent_again_by_the_next_call()
    {
        var guard = Guard();
        var refusals = 1;
        var platform = new InterceptedPlatform<MemoryRequest>(Server.Connect())
        {
            BeforeCreate = () => refusals-- > 0
                ? throw new DuplicateRunException(new ApiError { Platform = "Memory", Method = "POST", Uri = "memory://runs", Status = 409, Reason = "session in use" })
                : Task.CompletedTask,
        };
        await Assert.ThrowsAsync<SubmissionUnknownException>(() => guard.SubmitAsync(platform, Plan(Sample), Policy));

        var later = await guard.SubmitAsync(platform, Plan(Sample), Policy);

        Assert.Equal(SubmissionOutcome.Launched, later.Outcome);
        Assert.Equal(1, Server.Started);
    }

    [Fact]
    public async Task What_is_known_is_forgotten_when_lists_must_show_it()
    {
        var claims = new InProcessClaims();
        var time = new SkippingTime();
        using (var turn = await claims.EnterAsync("work", time))
        {
            turn.Recent = new RecentWork("run-1", [], time, TimeSpan.FromMinutes(1));
        }

        var soon = claims.Recent("work", time);
        var byAnotherClock = claims.Recent("work", TimeProvider.System);
        await Task.Delay(TimeSpan.FromMinutes(2), time);
        using var later = await claims.EnterAsync("other", time);

        Assert.Equal("run-1", soon!.RunId);
        Assert.Null(byAnotherClock);
        Assert.Null(claims.Recent("work", time));
    }

    protected override Task<IGuardHarness<MemoryRequest>> CreateHarnessAsync() => Task.FromResult<IGuardHarness<MemoryRequest>>(new MemoryServer());

    private InterceptedPlatform<MemoryRequest> WithListsThatLag() => new(Server.Connect()) { Show = found => found with { Runs = [] } };
}
