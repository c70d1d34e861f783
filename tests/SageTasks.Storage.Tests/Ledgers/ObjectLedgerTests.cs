using Microsoft.Extensions.DependencyInjection;
using SageTasks.ContractSuites;
using SageTasks.Http;
using SageTasks.Runs;

namespace SageTasks.Storage.Tests.Ledgers;

/// <summary>What a ledger on a store refuses, and what it survives.</summary>
public sealed class ObjectLedgerTests
{
    private static readonly SubmissionKey Key = SubmissionKey.Parse("abcdefghijklmnopqrstuvwxyz");
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly Location Prefix = Location.Parse("s3://bucket/ledger");

    [Fact]
    public async Task A_store_whose_server_ignores_conditions_is_refused_and_left_as_it_was()
    {
        var store = new MemoryStore { IgnoresConditions = true };

        var failure = await Assert.ThrowsAsync<LedgerException>(() => new ObjectLedger(store, Prefix).TryClaimAsync(Key, Lease));

        Assert.Contains("of 4 writers that were to create one object only where there is none, 4 were told that they did", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, store.Count);
    }

    [Fact]
    public async Task A_store_that_cannot_create_under_a_condition_is_refused_without_being_tried()
    {
        var store = new MemoryStore();
        store = new MemoryStore { Capabilities = store.Capabilities with { ConditionalCreate = ConditionSupport.None } };

        var failure = await Assert.ThrowsAsync<LedgerException>(() => new ObjectLedger(store, Prefix).TryClaimAsync(Key, Lease));

        Assert.Contains("cannot keep a ledger", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, store.Questions);
    }

    [Fact]
    public async Task A_store_that_tells_no_times_is_refused()
    {
        var failure = await Assert.ThrowsAsync<LedgerException>(() => new ObjectLedger(new TimelessStore(), Prefix).TryClaimAsync(Key, Lease));

        Assert.Contains("leases are counted by its clock", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_prefix_of_another_store_is_refused() =>
        Assert.Throws<ArgumentException>(() => new ObjectLedger(new MemoryStore(), Location.Parse("gs://bucket/ledger")));

    [Fact]
    public async Task A_write_whose_answer_was_lost_does_not_cost_the_claim()
    {
        var store = new MemoryStore();
        var ledger = new ObjectLedger(store, Prefix);
        await using var claim = await ledger.TryClaimAsync(Key, Lease);
        var lost = new MemoryStoreLoss(store);
        lost.LoseNextAnswer();

        var failure = await Assert.ThrowsAsync<LedgerException>(() => claim!.RecordAsync(Entry("nonce-1")));
        await claim!.RecordAsync(Entry("nonce-2"));
        await claim.RenewAsync();

        Assert.True(failure.CanRetry);
        Assert.Equal("nonce-2", (await ledger.ReadAsync(Key))!.OpenIntent!.Nonce);
    }

    [Fact]
    public async Task The_machines_time_of_day_does_not_matter()
    {
        var store = new MemoryStore();
        await using var claim = await new ObjectLedger(store, Prefix, new ShiftedTime(TimeSpan.FromDays(-400))).TryClaimAsync(Key, Lease);

        Assert.NotNull(claim);
        Assert.Null(await new ObjectLedger(store, Prefix, new ShiftedTime(TimeSpan.FromDays(400))).TryClaimAsync(Key, Lease));
    }

    [Fact]
    public async Task An_object_that_cannot_be_read_is_an_error_that_names_it()
    {
        var store = new MemoryStore();
        var ledger = new ObjectLedger(store, Prefix);
        await (await ledger.TryClaimAsync(Key, Lease))!.DisposeAsync();
        var place = (await store.ListAsync(Prefix).SingleAsync()).Location;
        await store.PutAsync(place, ObjectContent.Of("{ not json"u8.ToArray()), new PutOptions());

        var failure = await Assert.ThrowsAsync<LedgerException>(() => ledger.ReadAsync(Key));

        Assert.Contains(place.ToString(), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_else_lies_there_is_left_alone()
    {
        var store = new MemoryStore();
        var ledger = new ObjectLedger(store, Prefix);
        await store.PutAsync(Location.Parse($"{Prefix}/README.md"), ObjectContent.Of("x"u8.ToArray()), new PutOptions());
        await using (var claim = await ledger.TryClaimAsync(Key, Lease))
        {
            await claim!.RecordAsync(Entry("nonce-1"));
        }

        Assert.Equal([Key], await ledger.ListAsync().Select(entry => entry.Key).ToListAsync());
        Assert.Equal(0, await ledger.CleanUpAsync(TimeSpan.FromDays(1)));
        Assert.Equal(2, store.Count);
    }

    [Fact]
    public async Task The_guard_gets_the_ledger_of_the_store_that_is_registered_for_its_prefix()
    {
        var store = new MemoryStore();
        var services = new ServiceCollection();
        services.AddSageTasks().AddStore(_ => store).AddObjectLedger(Prefix).AddSubmissionGuard();
        await using var provider = services.BuildServiceProvider();

        await using var claim = await provider.GetRequiredService<ISubmissionLedger>().TryClaimAsync(Key, Lease);

        Assert.NotNull(claim);
        Assert.Equal(1, store.Count);
        Assert.Same(provider.GetRequiredService<ObjectLedger>(), provider.GetRequiredService<ISubmissionLedger>());
    }

    private static LedgerEntry Entry(string nonce) =>
        new() { Key = Key, OpenIntent = new LedgerIntent { Nonce = nonce, Attempt = 1, WrittenAt = DateTimeOffset.UnixEpoch } };

    /// <summary>Takes the answer to a write away after the store has kept it.</summary>
    private sealed class MemoryStoreLoss(MemoryStore store)
    {
        public void LoseNextAnswer() => store.OnWritten = _ =>
        {
            store.OnWritten = static info => info;
            throw new NetworkFailureException(new ApiError { Platform = "memory", Method = "PUT", Uri = "s3://bucket", Reason = "gone", CanRetry = true });
        };
    }
}
