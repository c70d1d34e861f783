using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using SageTasks.ContractSuites;
using SageTasks.Runs;

namespace SageTasks.Tests.Runs.Guard;

/// <summary>A request may wait for its turn for longer than a lease lasts: in a limiter's queue, behind a thousand others.</summary>
public sealed class HeldClaimTests : GuardSteps<MemoryRequest>
{
    [Fact]
    public async Task A_claim_is_held_for_as_long_as_its_request_waits_for_its_turn()
    {
        using var folder = new TemporaryFolder();
        var others = new List<ILedgerClaim?>();
        LedgerEntry? known = null;
        var platform = new InterceptedPlatform<MemoryRequest>(Server.Connect())
        {
            BeforeCreate = async () =>
            {
                var before = Server.Time.GetUtcNow();
                await Task.Delay(3 * Lease, Server.Time).ConfigureAwait(false);
                known = Assert.Single(await Ledger(folder).ListAsync().ToListAsync());
                others.Add(await Ledger(folder).TryClaimAsync(known.Key, Lease));
                Assert.True(known.OpenIntent!.WrittenAt > before + 2 * Lease);
            },
        };

        var submission = await Guard(Ledger(folder)).SubmitAsync(platform, Plan(Sample), Policy);

        Assert.Null(Assert.Single(others));
        Assert.Equal(known!.OpenIntent!.Nonce, submission.Evidence.Nonce);
        Assert.Equal(1, Server.Started);
    }

    [Fact]
    public async Task A_request_whose_claim_was_taken_over_while_it_waited_for_its_turn_is_not_sent()
    {
        using var folder = new TemporaryFolder();
        var ledger = Ledger(folder);
        var platform = new InterceptedPlatform<MemoryRequest>(Server.Connect())
        {
            BeforeCreate = async () =>
            {
                var known = Assert.Single(await ledger.ListAsync().ToListAsync());

                // The holder may renew at the same moment; then it is faster.
                while (await Ledger(folder, shift: 2 * Lease).TryClaimAsync(known.Key, Lease) is null)
                {
                }

                await Task.Delay(Lease, Server.Time).ConfigureAwait(false);
            },
        };

        await Assert.ThrowsAsync<LedgerClaimLostException>(() => Guard(ledger).SubmitAsync(platform, Plan(Sample), Policy));

        Assert.Equal(0, Server.Started);
        Assert.NotNull(Assert.Single(await ledger.ListAsync().ToListAsync()).OpenIntent);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_while_its_request_waits_for_its_turn_leaves_no_intent()
    {
        using var folder = new TemporaryFolder();
        using var cancel = new CancellationTokenSource();
        var platform = new InterceptedPlatform<MemoryRequest>(Server.Connect()) { BeforeCreate = cancel.CancelAsync };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Guard(Ledger(folder)).SubmitAsync(platform, Plan(Sample), Policy, cancel.Token));

        Assert.Equal(0, Server.Started);
        Assert.Null(Assert.Single(await Ledger(folder).ListAsync().ToListAsync()).OpenIntent);
    }

    [Fact]
    public async Task A_ledger_that_fails_while_a_request_waits_for_its_turn_is_told_and_not_taken_for_a_cancellation()
    {
        var claim = Substitute.For<ILedgerClaim>();
        var isWaiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        claim.RecordAsync(default!, default).ReturnsForAnyArgs(async _ =>
        {
            await isWaiting.Task.ConfigureAwait(false);
            throw new IOException("the disk is full");
        });
        var options = new SubmissionGuardOptions { LedgerLease = Lease };
        var recorder = new ClaimRecorder(
            claim, SubmissionKey.Parse("abcdefghijklmnopqrstuvwxyz"), new GuardContext(options, Ledger: null, Server.Time, NullLogger.Instance));

        await Assert.ThrowsAsync<IOException>(() => recorder.HoldAsync(
            new SubmissionTag { Key = SubmissionKey.Parse("abcdefghijklmnopqrstuvwxyz"), Nonce = Nonces.New() },
            async token =>
            {
                var turn = new TaskCompletionSource<bool>();
                using var stop = token.Register(() => turn.SetCanceled(token));
                isWaiting.SetResult();
                return await turn.Task.ConfigureAwait(false);
            }));
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(int.MaxValue, false)]
    public async Task A_ledger_that_does_not_answer_for_a_moment_stops_no_request_while_the_lease_lasts(int failures, bool isSent)
    {
        var claim = Substitute.For<ILedgerClaim>();
        var asked = 0;
        claim.RecordAsync(default!, default).ReturnsForAnyArgs(_ => ++asked > failures ? Task.CompletedTask : Task.FromException(new LedgerException("busy", canRetry: true)));
        var options = new SubmissionGuardOptions { LedgerLease = Lease };
        var recorder = new ClaimRecorder(
            claim, SubmissionKey.Parse("abcdefghijklmnopqrstuvwxyz"), new GuardContext(options, Ledger: null, Server.Time, NullLogger.Instance));
        var started = Server.Time.GetTimestamp();
        var sending = recorder.HoldAsync(
            new SubmissionTag { Key = SubmissionKey.Parse("abcdefghijklmnopqrstuvwxyz"), Nonce = Nonces.New() },
            async token =>
            {
                await Task.Delay(2 * Lease, Server.Time, token).ConfigureAwait(false);
                return true;
            });

        if (isSent)
        {
            Assert.True(await sending);
        }
        else
        {
            await Assert.ThrowsAsync<LedgerException>(() => sending);
            Assert.InRange(Server.Time.GetElapsedTime(started), Lease / 2, 0.9 * Lease);
        }
    }

    [Theory]
    [InlineData(1, 0.2, 0.5)]
    [InlineData(60, 1, 2.2)]
    public async Task Who_waits_for_a_claim_asks_seldom_where_asking_takes_long(int milliseconds, double least, double most)
    {
        var ledger = new HeldLedger(TimeSpan.FromMilliseconds(milliseconds), Server.Time);

        await Assert.ThrowsAsync<ClaimHeldException>(
            () => Guard(ledger).SubmitAsync(Server.Connect(), Plan(Sample), Policy with { ClaimTimeout = TimeSpan.FromSeconds(30) }));

        var pauses = ledger.Asked.Zip(ledger.Asked.Skip(1), (one, next) => (next - one).TotalSeconds).ToList();
        Assert.All(pauses.Take(3), pause => Assert.InRange(pause, 0.05, 0.4));
        Assert.All(pauses.Skip(8), pause => Assert.InRange(pause, least, most));
        Assert.InRange(pauses.Count, 30 / most, 8 + (30 / least));
    }

    protected override Task<IGuardHarness<MemoryRequest>> CreateHarnessAsync() => Task.FromResult<IGuardHarness<MemoryRequest>>(new MemoryServer());
}
