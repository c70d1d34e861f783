using SageTasks.Http;
using SageTasks.Runs;
using Xunit;

namespace SageTasks.ContractSuites;

/// <summary>The guard's promise on a platform that drafts a run before it starts it: beside <see cref="GuardSuite{TRequest}"/> and its parts, never
/// more than one started run for a piece of work, nor a draft of ours left over.</summary>
public abstract partial class DraftGuardSuite<TRequest> : GuardSteps<TRequest>
{
    private IDraftGuardHarness<TRequest> Drafts => (IDraftGuardHarness<TRequest>)Server;

    protected abstract Task<IDraftGuardHarness<TRequest>> CreateDraftHarnessAsync();

    protected sealed override async Task<IGuardHarness<TRequest>> CreateHarnessAsync() => await CreateDraftHarnessAsync();

    [Fact]
    public async Task The_guard_looks_again_between_the_draft_and_its_start()
    {
        var platform = Intercepted();

        var submission = await SubmitAsync(platform);

        var calls = platform.Calls.ToList();
        Assert.Contains("Find", calls[calls.IndexOf("Create")..calls.IndexOf("Start")]);
        Assert.Equal(SubmissionOutcome.Launched, submission.Outcome);
        await AssertOneStartedAsync(submission.RunId);
    }

    [Fact]
    public async Task A_lost_reply_to_the_draft_leaves_a_draft_that_is_found_and_started()
    {
        Server.LoseNextReply();

        var submission = await SubmitAsync(Sample);

        Assert.Equal(SubmissionOutcome.Launched, submission.Outcome);
        await AssertOneStartedAsync(submission.RunId);
    }

    [Fact]
    public async Task A_lost_reply_to_the_start_starts_nothing_twice()
    {
        Drafts.LoseNextStartReply();

        var submission = await SubmitAsync(Sample);

        Assert.Equal(SubmissionOutcome.Launched, submission.Outcome);
        await AssertOneStartedAsync(submission.RunId);
    }

    [Fact]
    public async Task A_start_that_got_lost_is_sent_again_for_the_same_draft()
    {
        Drafts.LoseNextStart();
        var platform = Intercepted();

        var submission = await SubmitAsync(platform);

        Assert.Equal(2, platform.Calls.Count(call => call == "Start"));
        Assert.Single(platform.Calls, "Create");
        await AssertOneStartedAsync(submission.RunId);
    }

    [Fact]
    public async Task A_start_that_stays_unclear_ends_with_a_key_to_resolve_later()
    {
        var platform = Intercepted();
        platform.BeforeStart = _ => throw new SubmissionUnknownException(Refusal(503));

        var unknown = await Assert.ThrowsAsync<SubmissionUnknownException>(() => SubmitAsync(platform));
        var later = await SubmitAsync(Sample);

        Assert.Equal(later.Key.Value, unknown.Key);
        Assert.NotNull(unknown.Nonce);
        await AssertOneStartedAsync(later.RunId);
    }

    [Fact]
    public async Task A_start_refused_because_the_draft_runs_already_attaches()
    {
        var platform = Intercepted();
        platform.BeforeStart = async id => await Server.Connect().StartAsync(id);

        var submission = await SubmitAsync(platform);

        Assert.Equal(SubmissionOutcome.Attached, submission.Outcome);
        await AssertOneStartedAsync(submission.RunId);
    }

    [Fact]
    public async Task A_start_refused_for_good_is_thrown_and_leaves_no_draft()
    {
        var platform = Intercepted();
        platform.BeforeStart = _ => throw new InvalidRequestException(Refusal(400));

        await Assert.ThrowsAsync<InvalidRequestException>(() => SubmitAsync(platform));

        Assert.Empty(await Server.TruthAsync());
        Assert.Equal(0, Server.Started);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_token_cancelled_during_the_start_leaves_a_key_to_resolve_later(bool takesEffect)
    {
        using var cancel = new CancellationTokenSource();
        var platform = Intercepted();
        Func<string, Task> stop = _ =>
        {
            cancel.Cancel();
            throw new OperationCanceledException(cancel.Token);
        };
        (platform.BeforeStart, platform.AfterStart) = takesEffect ? (platform.BeforeStart, stop) : (stop, platform.AfterStart);

        var unknown = await Assert.ThrowsAsync<SubmissionUnknownException>(() => Guard().SubmitAsync(platform, Plan(Sample), Policy, cancel.Token));
        var later = await SubmitAsync(Sample);

        Assert.Equal(later.Key.Value, unknown.Key);
        Assert.NotNull(unknown.Nonce);
        Assert.Equal(takesEffect ? SubmissionOutcome.Attached : SubmissionOutcome.Launched, later.Outcome);
        await AssertOneStartedAsync(later.RunId);
    }

    [Fact]
    public async Task Explain_names_the_draft_that_would_be_started_and_starts_nothing()
    {
        var draft = await LeaveDraftAsync();

        var explanation = await Guard().ExplainAsync(Server.Connect(), Plan(Sample), Policy);

        Assert.Equal(SubmissionAction.Start, explanation.Action);
        Assert.Equal(draft, explanation.RunId);
        Assert.Equal(RunState.Draft, Assert.Single(await Server.TruthAsync()).State);
        Assert.Equal(0, Server.Started);
    }

    private InterceptedPlatform<TRequest> Intercepted() => new(Server.Connect());

    private Task<Submission> SubmitAsync(IRunPlatform<TRequest> platform, SubmissionPolicy? policy = null) =>
        Guard().SubmitAsync(platform, Plan(Sample), policy ?? Policy);

    /// <summary>A process drafts the run and is killed before it starts it.</summary>
    private async Task<string> LeaveDraftAsync(
        GuardStep at = GuardStep.BeforeStart, ISubmissionLedger? ledger = null, RunPlan<TRequest>? plan = null, SubmissionPolicy? policy = null)
    {
        var before = (await Server.TruthAsync()).Select(run => run.Id).ToList();
        var guard = Guard(ledger, step =>
        {
            if (step == at)
            {
                throw new ProcessKilledException();
            }
        });
        await Assert.ThrowsAsync<ProcessKilledException>(() => guard.SubmitAsync(Server.Connect(), plan ?? Plan(Sample), policy ?? Policy));
        var left = Assert.Single(await Server.TruthAsync(), run => !before.Contains(run.Id));
        Assert.Equal(RunState.Draft, left.State);
        return left.Id;
    }

    /// <summary>A draft of the work that another guard has made and neither started nor discarded.</summary>
    private async Task<string> DraftAsync(SubmissionKey key, int attempt = 1)
    {
        var platform = Server.Connect();
        var prepared = await platform.PrepareAsync(Server.Request(Sample));
        var draft = await platform.CreateAsync(prepared, new SubmissionTag { Key = key, Attempt = attempt, Nonce = Nonces.New() });
        Assert.Equal(RunState.Draft, draft.State);
        return draft.Id;
    }

    /// <summary>The promise, by the server's truth.</summary>
    private async Task AssertOneStartedAsync(string runId)
    {
        Assert.Equal(runId, Assert.Single(await Server.TruthAsync()).Id);
        Assert.Equal(1, Server.Started);
    }

    private static ApiError Refusal(int status) =>
        new() { Platform = "Suite", Method = "POST", Uri = "suite://start", Status = status, Reason = "as the test wants it" };
}
