using System.Text.Json.Nodes;
using SageTasks.Runs;
using Xunit;

namespace SageTasks.ContractSuites;

/// <summary>Runs whose key was written by an older form are found for one major version, and none is created under such a key.</summary>
public abstract class GuardFormSuite<TRequest> : GuardSteps<TRequest>
{
    [Fact]
    public async Task A_run_under_way_with_the_key_of_an_older_form_is_attached_to()
    {
        var old = await StartUnderOldFormAsync(Server.Request(Sample));

        var submission = await SubmitTodayAsync(Plan(Sample));

        Assert.Equal(old.Id, submission.RunId);
        Assert.Equal(SubmissionOutcome.Attached, submission.Outcome);
        Assert.True(Assert.Single(submission.Evidence.Candidates).IsVerified);
        Assert.Equal([old.Tag!.Key], submission.Evidence.OlderKeys);
        Assert.Equal(1, Server.Started);
    }

    [Fact]
    public async Task A_success_with_the_key_of_an_older_form_is_reused_also_where_look_ups_are_shared()
    {
        var old = await StartUnderOldFormAsync(Server.Request(Sample));
        await Server.SetStateAsync(old.Id, RunState.Succeeded);
        var results = new List<SubmissionResult<TRequest>>();

        await foreach (var result in Guard(olderForms: new OldForm()).SubmitAllAsync(Server.Connect(), [Plan(Sample), Plan([])], Policy))
        {
            results.Add(result);
        }

        Assert.Equal([old.Id], results.Where(result => result.Submission?.Outcome == SubmissionOutcome.Reused).Select(result => result.Submission!.RunId));
        Assert.Equal(2, Server.Started);
    }

    [Fact]
    public async Task A_run_of_other_work_with_the_key_of_an_older_form_is_a_conflict()
    {
        var old = await OldKeyAsync(Plan(Sample));
        await StartTaggedAsync(Server.Request(new JsonObject { ["input"] = "other" }), new SubmissionTag { Key = old, Nonce = Nonces.New() });

        await Assert.ThrowsAsync<SubmissionConflictException>(() => SubmitTodayAsync(Plan(Sample)));

        Assert.Equal(1, Server.Started);
    }

    [Fact]
    public async Task New_runs_carry_the_key_of_today_only_and_attempts_are_counted_over_all_forms()
    {
        var old = await StartUnderOldFormAsync(Server.Request(Sample));
        await Server.SetStateAsync(old.Id, RunState.Failed);

        var second = await SubmitTodayAsync(Plan(Sample), Policy with { OnFailure = FailurePolicy.Resubmit });

        Assert.Equal(2, second.Attempt);
        Assert.Equal([second.RunId], await FindAsync(second.Key));
        Assert.Equal([old.Id], await FindAsync(old.Tag!.Key));
        Assert.Equal(await OldKeyAsync(Plan(Sample)), old.Tag.Key);
        Assert.NotEqual(old.Tag.Key, second.Key);
    }

    [Fact]
    public async Task What_a_ledger_knows_under_the_key_of_an_older_form_still_counts()
    {
        using var folder = new TemporaryFolder();
        var ledger = Ledger(folder);
        var old = await OldKeyAsync(Plan(Sample));
        var byHand = await Server.StartByHandAsync(Server.Request(Sample));
        await using (var claim = await ledger.TryClaimAsync(old, TimeSpan.FromMinutes(1)))
        {
            var run = new LedgerRun { RunId = byHand, Attempt = 1, IsAdopted = true, RecordedAt = Server.Time.GetUtcNow() };
            await claim!.RecordAsync(new LedgerEntry { Key = old, Run = run });
        }

        var submission = await SubmitTodayAsync(Plan(Sample), ledger: ledger);

        Assert.Equal(byHand, submission.RunId);
        Assert.Equal(byHand, (await ledger.ReadAsync(submission.Key))!.Run!.RunId);
        Assert.Equal(1, (await Server.TruthAsync()).Count(run => run.State.IsActive));
    }

    private Task<Submission> SubmitTodayAsync(RunPlan<TRequest> plan, SubmissionPolicy? policy = null, ISubmissionLedger? ledger = null) =>
        Guard(ledger, olderForms: new OldForm()).SubmitAsync(Server.Connect(), plan, policy ?? Policy);

    private async Task<RunSnapshot> StartUnderOldFormAsync(TRequest request) => await StartTaggedAsync(
        request, new SubmissionTag { Key = await OldKeyAsync(new RunPlan<TRequest> { Request = request }), Nonce = Nonces.New() });

    private async Task<SubmissionKey> OldKeyAsync(RunPlan<TRequest> plan)
    {
        var platform = Server.Connect();
        var prepared = await platform.PrepareAsync(plan.Request);
        return new SubmissionForms(default, [new OldForm()]).OlderKeys(plan, prepared, platform.Canonicalize(prepared)).Single();
    }

    private async Task<IEnumerable<string>> FindAsync(SubmissionKey key) =>
        (await Server.Connect().FindAsync([key])).Runs.Where(run => run.Tag?.Key == key).Select(run => run.Id);

    /// <summary>A form as an earlier version could have written it.</summary>
    private sealed class OldForm : IFormWriter
    {
        public JsonObject Write<TPlan>(RunPlan<TPlan> plan, PreparedRun<TPlan> prepared, CanonicalRequest request) =>
            new() { ["form"] = "sagetasks/0", ["where"] = prepared.Service, ["what"] = request.Fields[CanonicalRequest.Parameters]?.DeepClone() };
    }
}
