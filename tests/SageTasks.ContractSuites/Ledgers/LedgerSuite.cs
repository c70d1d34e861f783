using SageTasks.Runs;
using Xunit;

namespace SageTasks.ContractSuites;

/// <summary>What every submission ledger must do, written once and run against each.</summary>
public abstract class LedgerSuite
{
    protected static TimeSpan Lease => TimeSpan.FromMinutes(1);

    protected static SubmissionKey Key { get; } = SubmissionKey.Parse("abcdefghijklmnopqrstuvwxyz");

    protected static SubmissionKey Other { get; } = SubmissionKey.Parse("zyxwvutsrqponmlkjihgfedcba");

    /// <summary>Whether the ledger has a clock of its own, by which it tells how old an entry is.</summary>
    protected virtual bool KnowsAges => true;

    /// <summary>Opens the same ledger once more, as another process would.</summary>
    protected abstract ISubmissionLedger Open(TimeProvider time);

    [ServerFact]
    public async Task Of_many_racing_claimers_one_wins()
    {
        var claims = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Open(TimeProvider.System).TryClaimAsync(Key, Lease))));

        Assert.Single(claims, claim => claim is not null);
    }

    [ServerFact]
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

    [ServerFact]
    public async Task A_claim_that_is_alive_is_not_taken_over()
    {
        await using var first = await Open(TimeProvider.System).TryClaimAsync(Key, Lease);

        Assert.Null(await Open(TimeProvider.System).TryClaimAsync(Key, Lease));
    }

    [ServerFact]
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

    [ServerFact]
    public async Task A_renewed_claim_stays_alive()
    {
        var time = new ShiftedTime(TimeSpan.Zero);
        await using var first = await Open(time).TryClaimAsync(Key, Lease);
        time.Shift = 0.9 * Lease;
        await first!.RenewAsync();
        time.Shift = 1.5 * Lease;

        Assert.Null(await Open(time).TryClaimAsync(Key, Lease));
    }

    [ServerFact]
    public async Task Claims_that_change_hands_quickly_are_held_by_one_at_a_time()
    {
        var holders = 0;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var held = 0; held < Rounds.Of(5);)
            {
                if (await Open(TimeProvider.System).TryClaimAsync(Key, Lease) is not { } claim)
                {
                    // Without a pause those who ask can keep the holder from a thread to go on with.
                    await Task.Delay(1);
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

    [ServerFact]
    public async Task A_holder_whose_lease_ran_out_never_writes_after_its_successor_was_granted()
    {
        var time = new ShiftedTime(TimeSpan.Zero);
        var newest = 0L;
        var written = 0L;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var granted = 0; granted < Rounds.Of(3);)
            {
                if (await Open(time).TryClaimAsync(Key, Lease) is { } claim)
                {
                    granted++;
                    InterlockedMax(ref newest, claim.Fence);
                    await WriteAsync(claim);
                }
                else
                {
                    // Nobody releases: who is refused lets time run, and takes over what another one still uses.
                    time.Shift += 2 * Lease;
                }
            }
        })));
        Assert.Equal($"nonce-{written}", (await Open(time).ReadAsync(Key))!.OpenIntent!.Nonce);

        async Task WriteAsync(ILedgerClaim claim)
        {
            for (var write = 0; write < 5; write++)
            {
                var before = Interlocked.Read(ref newest);
                if (await Record.ExceptionAsync(() => claim.RecordAsync(Entry($"nonce-{claim.Fence}"))) is { } lost)
                {
                    Assert.IsType<LedgerClaimLostException>(lost);
                    return;
                }

                Assert.True(claim.Fence >= before, $"fence {claim.Fence} wrote after {before} was granted");
                InterlockedMax(ref written, claim.Fence);
            }
        }
    }

    [ServerFact]
    public async Task What_a_holder_was_told_is_recorded_is_known_to_whoever_takes_over_at_that_moment()
    {
        var time = new ShiftedTime(TimeSpan.Zero);
        for (var round = 0; round < Rounds.Of(20); round++)
        {
            var first = await Open(time).TryClaimAsync(Key, Lease);
            time.Shift += 2 * Lease;
            var taking = Task.Run(() => Open(time).TryClaimAsync(Key, Lease));
            var recording = Task.Run(() => Record.ExceptionAsync(() => first!.RecordAsync(Entry($"nonce-{round}"))));

            var second = await taking;
            var lost = await recording;

            Assert.True(lost is null ? second is null || second.Entry?.OpenIntent?.Nonce == $"nonce-{round}" : lost is LedgerClaimLostException && second is not null);
            await (second ?? first)!.DisposeAsync();
        }
    }

    [ServerFact]
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

    [ServerFact]
    public async Task Every_work_that_was_recorded_is_listed()
    {
        foreach (var key in new[] { Key, Other })
        {
            await using var claim = await Open(TimeProvider.System).TryClaimAsync(key, Lease);
            await claim!.RecordAsync(new LedgerEntry { Key = key, Run = new LedgerRun { RunId = $"run-{key}", Attempt = 1, RecordedAt = DateTimeOffset.UnixEpoch } });
        }

        var listed = new List<LedgerEntry>();
        await foreach (var entry in Open(TimeProvider.System).ListAsync())
        {
            listed.Add(entry);
        }

        Assert.Equal([Key, Other], listed.Select(entry => entry.Key).OrderBy(key => key.Value, StringComparer.Ordinal));
        Assert.All(listed, entry => Assert.Equal($"run-{entry.Key}", entry.Run!.RunId));
    }

    [ServerFact]
    public async Task An_entry_comes_back_as_it_was_recorded()
    {
        var entry = new LedgerEntry
        {
            Key = Key,
            OpenIntent = new LedgerIntent { Nonce = "nonce-e5", Attempt = 3, WrittenAt = new DateTimeOffset(2026, 3, 4, 5, 6, 7, 89, TimeSpan.FromHours(2)) },
            Run = new LedgerRun { RunId = "läuft/7 \"x\"", RunName = "日本", Attempt = 2, IsAdopted = true, RecordedAt = DateTimeOffset.UnixEpoch },
        };
        await using (var first = await Open(TimeProvider.System).TryClaimAsync(Key, Lease))
        {
            await first!.RecordAsync(entry);
            Assert.Equal(entry, first.Entry);
        }

        await using var second = await Open(TimeProvider.System).TryClaimAsync(Key, Lease);

        Assert.Equal(entry, second!.Entry);
        Assert.Equal(entry, await Open(TimeProvider.System).ReadAsync(Key));
    }

    [ServerFact]
    public async Task What_is_recorded_anew_replaces_what_was_recorded_before()
    {
        await using var claim = await Open(TimeProvider.System).TryClaimAsync(Key, Lease);
        await claim!.RecordAsync(Entry("nonce-f6"));
        await claim.RecordAsync(new LedgerEntry { Key = Key });

        Assert.Equal(new LedgerEntry { Key = Key }, await Open(TimeProvider.System).ReadAsync(Key));
    }

    [ServerFact]
    public async Task A_record_keeps_the_claim_alive()
    {
        var time = new ShiftedTime(TimeSpan.Zero);
        await using var first = await Open(time).TryClaimAsync(Key, Lease);
        time.Shift = 0.9 * Lease;
        await first!.RecordAsync(Entry("nonce-g7"));
        time.Shift = 1.5 * Lease;

        Assert.Null(await Open(time).TryClaimAsync(Key, Lease));
    }

    [ServerFact]
    public async Task A_lost_claim_that_is_released_leaves_its_successor_alone()
    {
        var first = await Open(TimeProvider.System).TryClaimAsync(Key, Lease);
        var later = new ShiftedTime(2 * Lease);
        await using var second = await Open(later).TryClaimAsync(Key, Lease);

        await first!.DisposeAsync();

        Assert.True(second!.Fence > first.Fence);
        Assert.Null(await Open(later).TryClaimAsync(Key, Lease));
        await second.RenewAsync();
    }

    [ServerFact]
    public async Task Claims_on_different_work_do_not_meet()
    {
        await using var one = await Open(TimeProvider.System).TryClaimAsync(Key, Lease);
        await using var other = await Open(TimeProvider.System).TryClaimAsync(Other, Lease);

        Assert.NotNull(one);
        Assert.NotNull(other);
    }

    [ServerFact]
    public async Task Work_that_is_claimed_and_not_recorded_is_unknown()
    {
        await using var claim = await Open(TimeProvider.System).TryClaimAsync(Key, Lease);

        Assert.Null(claim!.Entry);
        Assert.Null(claim.EntryAge);
        Assert.Null(await Open(TimeProvider.System).ReadAsync(Key));
        Assert.Empty(await Open(TimeProvider.System).ListAsync().ToListAsync());
    }

    [ServerFact]
    public async Task A_ledger_that_knows_the_age_of_an_entry_counts_it_from_its_record()
    {
        var time = new ShiftedTime(TimeSpan.Zero);
        await using (var first = await Open(time).TryClaimAsync(Key, Lease))
        {
            await first!.RecordAsync(Entry("nonce-h8"));
            time.Shift = Lease;
            await first.RenewAsync();
        }

        time.Shift = 2 * Lease;
        await using var second = await Open(time).TryClaimAsync(Key, Lease);

        Assert.Equal(KnowsAges, second!.EntryAge is not null);
        Assert.InRange(second.EntryAge ?? 2 * Lease, (2 * Lease) - TimeSpan.FromSeconds(5), (2 * Lease) + TimeSpan.FromMinutes(1));
    }

    [ServerFact]
    public async Task A_claim_that_was_cancelled_before_it_was_sent_takes_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Open(TimeProvider.System).TryClaimAsync(Key, Lease, cancelled.Token));

        await using var claim = await Open(TimeProvider.System).TryClaimAsync(Key, Lease);
        Assert.NotNull(claim);
    }

    [ServerFact]
    public async Task Work_that_nobody_claimed_is_unknown() => Assert.Null(await Open(TimeProvider.System).ReadAsync(Key));

    private static void InterlockedMax(ref long newest, long value)
    {
        for (var seen = Interlocked.Read(ref newest); value > seen;)
        {
            seen = Interlocked.CompareExchange(ref newest, value, seen);
        }
    }

    protected static LedgerEntry Entry(string nonce) => new()
    {
        Key = Key,
        OpenIntent = new LedgerIntent { Nonce = nonce, Attempt = 1, WrittenAt = DateTimeOffset.UnixEpoch },
    };
}
