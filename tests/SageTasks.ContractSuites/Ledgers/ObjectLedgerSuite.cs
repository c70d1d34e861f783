using System.Collections.Concurrent;
using SageTasks.Runs;
using SageTasks.Storage;
using Xunit;

namespace SageTasks.ContractSuites;

/// <summary>The ledger contract on a store, and what its clean-up promises.</summary>
public abstract class ObjectLedgerSuite : LedgerSuite, IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, TimeSpan> _shifts = new(StringComparer.Ordinal);

    private IStoreHarness _harness = null!;

    protected abstract Task<IStoreHarness> StartAsync();

    public async Task InitializeAsync() => _harness = await StartAsync();

    public async Task DisposeAsync() => await _harness.DisposeAsync();

    [ServerFact]
    public async Task Only_work_that_is_settled_and_old_is_forgotten()
    {
        var time = new ShiftedTime(TimeSpan.Zero);
        var run = new LedgerRun { RunId = "1", Attempt = 1, RecordedAt = DateTimeOffset.UnixEpoch };
        await RecordAsync(time, 'a', entry => entry with { Run = run });
        await RecordAsync(time, 'b', entry => Entry("nonce-i9") with { Key = entry.Key });
        await RecordAsync(time, 'c', entry => entry with { Run = run with { IsAdopted = true } });
        await using (await Open(time).TryClaimAsync(KeyOf('d'), Lease))
        {
            time.Shift = TimeSpan.FromDays(4);
            await using var held = await Open(time).TryClaimAsync(KeyOf('e'), TimeSpan.FromDays(3));
            await held!.RecordAsync(new LedgerEntry { Key = KeyOf('e'), Run = run });

            time.Shift = TimeSpan.FromDays(6);
            var ledger = (ObjectLedger)Open(time);
            var young = await ledger.CleanUpAsync(TimeSpan.FromDays(7));
            var old = await ledger.CleanUpAsync(TimeSpan.FromDays(1));

            Assert.Equal((0, 2), (young, old));
            Assert.Equal([KeyOf('b'), KeyOf('c'), KeyOf('e')], (await ledger.ListAsync().ToListAsync()).Select(entry => entry.Key).OrderBy(key => key.Value, StringComparer.Ordinal));
            await held.RenewAsync();
        }
    }

    [ServerFact]
    public async Task A_holder_that_slept_through_a_clean_up_cannot_write()
    {
        var first = await Open(TimeProvider.System).TryClaimAsync(Key, Lease);
        var later = new ShiftedTime(TimeSpan.FromDays(2));
        Assert.Equal(1, await ((ObjectLedger)Open(later)).CleanUpAsync(TimeSpan.FromDays(1)));

        await Assert.ThrowsAsync<LedgerClaimLostException>(() => first!.RenewAsync());
        await using var second = await Open(later).TryClaimAsync(Key, Lease);
        Assert.True(second!.Fence > first!.Fence);
        await Assert.ThrowsAsync<LedgerClaimLostException>(() => first.RecordAsync(Entry("nonce-late")));

        await first.DisposeAsync();

        Assert.Null(await Open(later).ReadAsync(Key));
        await second.RecordAsync(Entry("nonce-k2"));
        Assert.Equal("nonce-k2", (await Open(later).ReadAsync(Key))!.OpenIntent!.Nonce);
    }

    [ServerFact]
    public async Task A_ledger_leaves_little_behind()
    {
        for (var round = 0; round < 3; round++)
        {
            await using var claim = await Open(TimeProvider.System).TryClaimAsync(Key, Lease);
            for (var renewal = 0; renewal < 10; renewal++)
            {
                await claim!.RenewAsync();
            }

            Assert.InRange(await _harness.Store.ListAsync(_harness.Root).CountAsync(), 1, 10);
        }

        Assert.Single(await _harness.Store.ListAsync(_harness.Root).ToListAsync());
    }

    protected override ISubmissionLedger Open(TimeProvider time) => new ObjectLedger(new ShiftedStore(_harness.Store, _shifts, time), _harness.Root);

    private static SubmissionKey KeyOf(char letter) => SubmissionKey.Parse(new string(letter, SubmissionKey.Length));

    private async Task RecordAsync(TimeProvider time, char letter, Func<LedgerEntry, LedgerEntry> entry)
    {
        await using var claim = await Open(time).TryClaimAsync(KeyOf(letter), Lease);
        await claim!.RecordAsync(entry(new LedgerEntry { Key = KeyOf(letter) }));
    }
}
