using SageTasks.ContractSuites;
using SageTasks.Runs;

namespace SageTasks.Tests.Runs.Guard;

/// <summary>What a policy changes about a submission, beyond the decision itself.</summary>
public sealed class SubmissionPolicyTests : GuardSteps<MemoryRequest>
{
    public static TheoryData<SubmissionPolicy> Wrong =>
    [
        new() { SettleTime = TimeSpan.FromSeconds(-1) },
        new() { SettleTime = TimeSpan.MaxValue },
        new() { CommitHorizon = TimeSpan.FromTicks(-1) },
        new() { CancelTimeout = Timeout.InfiniteTimeSpan },
        new() { ClaimTimeout = Timeout.InfiniteTimeSpan },
        new() { MaxAge = TimeSpan.FromSeconds(-1) },
        new() { MaxAttempts = 0 },
        new() { MaxSystemAttempts = -1 },
    ];

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Numbers_that_mean_nothing_are_refused_before_anything_is_sent(SubmissionPolicy policy)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => SubmitAsync(Sample, policy));
        await Assert.ThrowsAsync<ArgumentException>(() => Guard().ExplainAsync(Server.Connect(), Plan(Sample), policy));
        Assert.Throws<ArgumentException>(() => Guard().SubmitAllAsync(Server.Connect(), [Plan(Sample)], policy));

        Assert.Equal(0, Server.Started);
    }

    [Fact]
    public async Task Early_confirmation_asks_once_before_and_once_after_the_launch()
    {
        var submission = await SubmitAsync(Sample, Policy with { Confirm = ConfirmMode.Early, SettleTime = TimeSpan.FromHours(1) });

        Assert.Equal(SubmissionOutcome.Launched, submission.Outcome);
        Assert.Equal(2, submission.Evidence.Lookups);
    }

    [Fact]
    public async Task Early_confirmation_still_waits_for_a_request_whose_outcome_is_unknown()
    {
        Server.LoseNextReply();

        var submission = await SubmitAsync(Sample, Policy with { Confirm = ConfirmMode.Early });

        Assert.Equal(SubmissionOutcome.Launched, submission.Outcome);
        Assert.Equal(1, Server.Started);
    }

    [Fact]
    public async Task Early_confirmation_keeps_an_intent_open_whose_run_may_still_appear()
    {
        using var folder = new TemporaryFolder();
        var ledger = Ledger(folder);
        var first = await SubmitAsync(Sample);
        var intent = new LedgerIntent { Nonce = "aaaa2222", Attempt = 1, WrittenAt = Server.Time.GetUtcNow() };
        await using (var claim = await ledger.TryClaimAsync(first.Key, TimeSpan.FromHours(1)))
        {
            await claim!.RecordAsync(new LedgerEntry { Key = first.Key, OpenIntent = intent });
        }

        var early = await SubmitAsync(Plan(Sample), Policy with { Confirm = ConfirmMode.Early }, ledger);
        var known = await ledger.ReadAsync(first.Key);
        await SubmitAsync(Plan(Sample), ledger: ledger);

        Assert.Equal(first.RunId, early.RunId);
        Assert.Equal((first.RunId, intent), (known!.Run!.RunId, known.OpenIntent));
        Assert.Null((await ledger.ReadAsync(first.Key))!.OpenIntent);
    }

    [Fact]
    public async Task The_age_of_an_intent_is_the_ledgers_to_tell_where_it_has_a_clock()
    {
        using var folder = new TemporaryFolder();
        var first = await SubmitAsync(Sample);
        // Written a moment ago, by a machine whose clock is a day behind.
        var intent = new LedgerIntent { Nonce = "aaaa2222", Attempt = 1, WrittenAt = Server.Time.GetUtcNow() - TimeSpan.FromDays(1) };
        await using (var claim = await Ledger(folder).TryClaimAsync(first.Key, TimeSpan.FromHours(1)))
        {
            await claim!.RecordAsync(new LedgerEntry { Key = first.Key, OpenIntent = intent });
        }

        await SubmitAsync(Plan(Sample), Policy with { Confirm = ConfirmMode.Early }, new KnowingLedger(Ledger(folder), TimeSpan.Zero));
        Assert.Equal(intent, (await Ledger(folder).ReadAsync(first.Key))!.OpenIntent);

        await SubmitAsync(Plan(Sample), Policy with { Confirm = ConfirmMode.Early }, new KnowingLedger(Ledger(folder), TimeSpan.FromDays(1)));
        Assert.Null((await Ledger(folder).ReadAsync(first.Key))!.OpenIntent);
    }

    [Fact]
    public async Task Adopting_a_run_keeps_an_intent_open_whose_run_may_still_appear()
    {
        using var folder = new TemporaryFolder();
        var ledger = Ledger(folder);
        var byHand = await Server.StartByHandAsync(Server.Request(Sample));
        var key = (await Guard().ExplainAsync(Server.Connect(), Plan(Sample), Policy)).Key;
        var intent = new LedgerIntent { Nonce = "aaaa2222", Attempt = 1, WrittenAt = Server.Time.GetUtcNow() };
        await using (var claim = await ledger.TryClaimAsync(key, TimeSpan.FromHours(1)))
        {
            await claim!.RecordAsync(new LedgerEntry { Key = key, OpenIntent = intent });
        }

        await Guard(ledger).AdoptAsync(Server.Connect(), Plan(Sample), byHand, Policy with { Confirm = ConfirmMode.Early });

        var known = await ledger.ReadAsync(key);
        Assert.Equal((byHand, intent), (known!.Run!.RunId, known.OpenIntent));
    }

    [Fact]
    public async Task A_claim_that_somebody_else_holds_too_long_is_said_to_be_held_and_nothing_is_started()
    {
        using var folder = new TemporaryFolder();
        var ledger = Ledger(folder);
        var key = (await Guard().ExplainAsync(Server.Connect(), Plan(Sample), Policy)).Key;
        await using var held = await ledger.TryClaimAsync(key, TimeSpan.FromHours(1));

        var refused = await Assert.ThrowsAsync<ClaimHeldException>(
            () => SubmitAsync(Plan(Sample), Policy with { ClaimTimeout = TimeSpan.FromMilliseconds(1) }, ledger));

        Assert.Contains(key.Value, refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, Server.Started);
    }

    [Fact]
    public async Task After_a_failure_no_further_batch_is_begun_where_that_was_asked_for()
    {
        var plans = new[] { Plan(new() { ["n"] = 1 }) with { OwnKey = " " }, Plan(new() { ["n"] = 2 }), Plan(new() { ["n"] = 3 }) };

        var results = await Guard().SubmitAllAsync(
            Server.Connect(), plans, Policy, new SubmitAllOptions { BatchSize = 2, StopOnError = true }).ToListAsync();

        Assert.Equal([0, 1], results.Select(result => result.Index).Order());
        Assert.Equal(1, Server.Started);
    }

    protected override Task<IGuardHarness<MemoryRequest>> CreateHarnessAsync() => Task.FromResult<IGuardHarness<MemoryRequest>>(new MemoryServer());
}
