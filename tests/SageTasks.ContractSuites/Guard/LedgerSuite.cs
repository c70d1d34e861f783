using SageTasks.Runs;
using Xunit;

namespace SageTasks.ContractSuites;

/// <summary>What every submission ledger must do, written once and run against each.</summary>
public abstract class LedgerSuite
{
    protected static TimeSpan Lease => TimeSpan.FromMinutes(1);

    protected static SubmissionKey Key { get; } = SubmissionKey.Parse("abcdefghijklmnopqrstuvwxyz");

    /// <summary>Opens the same ledger once more, as another process would.</summary>
    protected abstract ISubmissionLedger Open(TimeProvider time);

    [Fact]
    public async Task Of_many_racing_claimers_one_wins()
    {
        var claims = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Open(TimeProvider.System).TryClaimAsync(Key, Lease))));

        Assert.Single(claims, claim => claim is not null);
    }

    [Fact]
    public async Task What_one_holder_recorded_the_next_one_reads()
    {
        var first = await Open(TimeProvider.System).TryClaimAsync(Key, Lease);
        Assert.Null(first!.Entry);
        await first.RecordAsync(Entry("nonce-b2"));
        await first.DisposeAsync();

        await using var second = await Open(TimeProvider.System).TryClaimAsync(Key, Lease);

        Assert.Equal("nonce-b2", second!.Entry!.OpenIntent!.Nonce);
        Assert.True(second.Fence > first.Fence);
    }

    [Fact]
    public async Task A_claim_that_is_alive_is_not_taken_over()
    {
        await using var first = await Open(TimeProvider.System).TryClaimAsync(Key, Lease);

        Assert.Null(await Open(TimeProvider.System).TryClaimAsync(Key, Lease));
    }

    [Fact]
    public async Task A_claim_whose_lease_ran_out_is_taken_over_and_its_holder_finds_out_before_it_sends()
    {
        var first = await Open(TimeProvider.System).TryClaimAsync(Key, Lease);
        await first!.RecordAsync(Entry("nonce-c3"));
        var later = new ShiftedTime(2 * Lease);

        await using var second = await Open(later).TryClaimAsync(Key, Lease);

        Assert.Equal("nonce-c3", second!.Entry!.OpenIntent!.Nonce);
        await Assert.ThrowsAsync<LedgerClaimLostException>(() => first.RenewAsync());
        await Assert.ThrowsAsync<LedgerClaimLostException>(() => first.RecordAsync(Entry("nonce-late")));
        Assert.Equal("nonce-c3", (await Open(TimeProvider.System).ReadAsync(Key))!.OpenIntent!.Nonce);
    }

    [Fact]
    public async Task A_renewed_claim_stays_alive()
    {
        var time = new ShiftedTime(TimeSpan.Zero);
        await using var first = await Open(time).TryClaimAsync(Key, Lease);
        time.Shift = 0.9 * Lease;
        await first!.RenewAsync();
        time.Shift = 1.5 * Lease;

        Assert.Null(await Open(time).TryClaimAsync(Key, Lease));
    }

    [Fact]
    public async Task Claims_that_change_hands_quickly_are_held_by_one_at_a_time()
    {
        var holders = 0;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var held = 0; held < Rounds.Of(5);)
            {
                if (await Open(TimeProvider.System).TryClaimAsync(Key, Lease) is not { } claim)
                {
                    continue;
                }

                Assert.Equal(1, Interlocked.Increment(ref holders));
                await claim.RenewAsync();
                Interlocked.Decrement(ref holders);
                await claim.DisposeAsync();
                held++;
            }
        })));
    }

    [Fact]
    public async Task What_is_known_is_seen_by_everyone_at_every_moment_while_claims_change_hands()
    {
        await RecordOnceAsync();
        using var stop = new CancellationTokenSource();
        var reading = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                Assert.Equal("nonce-d4", (await Open(TimeProvider.System).ReadAsync(Key))?.OpenIntent?.Nonce);
            }
        });

        for (var hand = 0; hand < Rounds.Of(40); hand++)
        {
            await using var claim = await Open(TimeProvider.System).TryClaimAsync(Key, Lease);
            await claim!.RenewAsync();
        }

        await stop.CancelAsync();
        await reading;

        async Task RecordOnceAsync()
        {
            await using var first = await Open(TimeProvider.System).TryClaimAsync(Key, Lease);
            await first!.RecordAsync(Entry("nonce-d4"));
        }
    }

    [Fact]
    public async Task Every_work_that_was_recorded_is_listed()
    {
        var other = SubmissionKey.Parse("zyxwvutsrqponmlkjihgfedcba");
        foreach (var key in new[] { Key, other })
        {
            await using var claim = await Open(TimeProvider.System).TryClaimAsync(key, Lease);
            await claim!.RecordAsync(new LedgerEntry { Key = key, Run = new LedgerRun { RunId = $"run-{key}", Attempt = 1, RecordedAt = DateTimeOffset.UnixEpoch } });
        }

        var listed = new List<LedgerEntry>();
        await foreach (var entry in Open(TimeProvider.System).ListAsync())
        {
            listed.Add(entry);
        }

        Assert.Equal([Key, other], listed.Select(entry => entry.Key).OrderBy(key => key.Value, StringComparer.Ordinal));
        Assert.All(listed, entry => Assert.Equal($"run-{entry.Key}", entry.Run!.RunId));
    }

    [Fact]
    public async Task Work_that_nobody_claimed_is_unknown() => Assert.Null(await Open(TimeProvider.System).ReadAsync(Key));

    protected static LedgerEntry Entry(string nonce) => new()
    {
        Key = Key,
        OpenIntent = new LedgerIntent { Nonce = nonce, Attempt = 1, WrittenAt = DateTimeOffset.UnixEpoch },
    };
}
