using SageTasks.ContractSuites;
using SageTasks.Runs;

namespace SageTasks.Ledger.PostgreSql.Tests;

/// <summary>The tables appear once, whoever comes first, and whoever may not or does not know them is told.</summary>
[RequiresServer(PostgreSqlServer.Name)]
[Collection(PostgreSqlServer.Name)]
public sealed class MigrationTests(PostgreSqlServer server)
{
    private static readonly SubmissionKey Key = SubmissionKey.Parse("abcdefghijklmnopqrstuvwxyz");
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    [ServerFact]
    public async Task Many_programs_that_start_at_once_make_the_tables_once()
    {
        await using var scene = await LedgerScene.StartAsync(server);

        var claims = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => scene.Open().TryClaimAsync(Key, Lease))));

        Assert.Single(claims, claim => claim is not null);
        Assert.Equal(MigrationScripts.Version, await scene.AskAsync<long>($"SELECT count(*) FROM {scene.Schema}.migrations"));
    }

    [ServerFact]
    public async Task Migrating_again_changes_nothing()
    {
        await using var scene = await LedgerScene.StartAsync(server);
        await scene.Open().MigrateAsync();
        await using (var claim = await scene.Open().TryClaimAsync(Key, Lease))
        {
            await claim!.RecordAsync(new LedgerEntry { Key = Key });
        }

        await scene.Open().MigrateAsync();

        Assert.NotNull(await scene.Open().ReadAsync(Key));
    }

    [ServerFact]
    public async Task Schemas_keep_ledgers_apart()
    {
        await using var one = await LedgerScene.StartAsync(server);
        await using var other = await LedgerScene.StartAsync(server);

        await using var claim = await one.Open().TryClaimAsync(Key, Lease);

        Assert.NotNull(claim);
        Assert.NotNull(await other.Open().TryClaimAsync(Key, Lease));
    }

    [ServerFact]
    public async Task Tables_of_a_newer_version_are_left_alone()
    {
        await using var scene = await LedgerScene.StartAsync(server);
        await scene.Open().MigrateAsync();
        await scene.DoAsync($"INSERT INTO {scene.Schema}.migrations VALUES ({MigrationScripts.Version + 1}, now())");

        var failure = await Assert.ThrowsAsync<LedgerException>(() => scene.Open().TryClaimAsync(Key, Lease));

        Assert.Contains("Update this program", failure.Message, StringComparison.Ordinal);
        Assert.False(failure.CanRetry);
    }

    [ServerFact]
    public async Task A_program_that_must_not_migrate_says_who_has_to()
    {
        await using var scene = await LedgerScene.StartAsync(server);

        var failure = await Assert.ThrowsAsync<LedgerException>(() => scene.Open(migrate: false).ReadAsync(Key));

        Assert.Contains("MigrateAsync once with a role that may create tables", failure.Message, StringComparison.Ordinal);
        await scene.Open().MigrateAsync();
        Assert.Null(await scene.Open(migrate: false).ReadAsync(Key));
    }

    [ServerFact]
    public async Task A_role_without_rights_is_told_what_to_grant_and_that_is_enough()
    {
        await using var scene = await LedgerScene.StartAsync(server);
        var role = $"role_{Guid.NewGuid():N}";
        await scene.DoAsync($"CREATE ROLE {role} LOGIN PASSWORD 'x'");
        PostgreSqlLedger As() => scene.Open(connection => (connection.Username, connection.Password) = (role, "x"));

        var uncreated = await Assert.ThrowsAsync<LedgerException>(() => As().TryClaimAsync(Key, Lease));
        await scene.Open().MigrateAsync();
        var ungranted = await Assert.ThrowsAsync<LedgerException>(() => As().TryClaimAsync(Key, Lease));
        foreach (var grant in ungranted.Message.Split("GRANT ")[1..])
        {
            await scene.DoAsync($"GRANT {grant.Replace("TO role", $"TO {role}", StringComparison.Ordinal)}");
        }

        await using (var claim = await As().TryClaimAsync(Key, Lease))
        {
            await claim!.RecordAsync(new LedgerEntry { Key = Key });
        }

        Assert.Equal(1, await As().CleanUpAsync(TimeSpan.Zero));
        Assert.Contains("GRANT USAGE ON SCHEMA", uncreated.Message, StringComparison.Ordinal);
        await scene.DoAsync($"DROP OWNED BY {role}; DROP ROLE {role}");
    }
}
