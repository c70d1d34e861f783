using SageTasks.ContractSuites;
using SageTasks.Runs;

namespace SageTasks.Ledger.PostgreSql.Tests;

/// <summary>Old entries go, and nothing that a later submission needs.</summary>
[RequiresServer(PostgreSqlServer.Name)]
[Collection(PostgreSqlServer.Name)]
public sealed class CleanUpTests(PostgreSqlServer server)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    [ServerFact]
    public async Task Only_work_that_is_settled_and_old_is_forgotten()
    {
        await using var scene = await LedgerScene.StartAsync(server);
        await using var ledger = scene.Open();
        await RecordAsync(ledger, Key('a'), new LedgerEntry { Key = Key('a'), Run = Run() });
        await RecordAsync(ledger, Key('b'), new LedgerEntry { Key = Key('b'), OpenIntent = new LedgerIntent { Nonce = "n", Attempt = 1, WrittenAt = DateTimeOffset.UnixEpoch } });
        await RecordAsync(ledger, Key('c'), new LedgerEntry { Key = Key('c'), Run = Run() with { IsAdopted = true } });
        await RecordAsync(ledger, Key('d'), entry: null);
        await using var held = await ledger.TryClaimAsync(Key('e'), Lease);
        await held!.RecordAsync(new LedgerEntry { Key = Key('e'), Run = Run() });

        var young = await ledger.CleanUpAsync(TimeSpan.FromHours(1));
        var old = await ledger.CleanUpAsync(TimeSpan.Zero);

        Assert.Equal((0, 2), (young, old));
        Assert.Equal([Key('b'), Key('c'), Key('e')], await ledger.ListAsync().Select(entry => entry.Key).ToListAsync());
        await held.RenewAsync();
    }

    [ServerFact]
    public async Task A_holder_of_work_that_was_forgotten_and_claimed_anew_cannot_write()
    {
        await using var scene = await LedgerScene.StartAsync(server);
        await using var ledger = scene.Open();
        var first = await ledger.TryClaimAsync(Key('a'), Lease);
        await scene.DoAsync($"UPDATE {scene.Schema}.submissions SET lease_until = now() - interval '1 day'");
        Assert.Equal(1, await ledger.CleanUpAsync(TimeSpan.Zero));

        await Assert.ThrowsAsync<LedgerClaimLostException>(() => first!.RenewAsync());
        await using var second = await ledger.TryClaimAsync(Key('a'), Lease);

        Assert.True(second!.Fence > first!.Fence);
        await Assert.ThrowsAsync<LedgerClaimLostException>(() => first.RecordAsync(new LedgerEntry { Key = Key('a') }));
    }

    [ServerFact]
    public async Task A_ledger_of_many_pages_is_listed_whole()
    {
        await using var scene = await LedgerScene.StartAsync(server);
        await using var ledger = scene.Open();
        await ledger.MigrateAsync();
        await scene.DoAsync($"""
            INSERT INTO {scene.Schema}.submissions
            SELECT key, nextval('{scene.Schema}.fences'), 'x', NULL, false, jsonb_build_object('key', key), now(), now()
            FROM (SELECT lpad(translate(number::text, '0123456789', 'abcdefghij'), 26, 'z') AS key FROM generate_series(1, 1234) AS number) AS keys
            """);

        Assert.Equal(1234, await ledger.ListAsync().Select(entry => entry.Key).Distinct().CountAsync());
    }

    private static SubmissionKey Key(char letter) => SubmissionKey.Parse(new string(letter, SubmissionKey.Length));

    private static LedgerRun Run() => new() { RunId = "1", Attempt = 1, RecordedAt = DateTimeOffset.UnixEpoch };

    private static async Task RecordAsync(PostgreSqlLedger ledger, SubmissionKey key, LedgerEntry? entry)
    {
        await using var claim = await ledger.TryClaimAsync(key, Lease);
        if (entry is not null)
        {
            await claim!.RecordAsync(entry);
        }
    }
}
