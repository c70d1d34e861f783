using SageTasks.ContractSuites;
using SageTasks.Runs;

namespace SageTasks.Ledger.PostgreSql.Tests;

/// <summary>What goes wrong between the ledger and its server is repeated where it passes, and said plainly where it does not.</summary>
[RequiresServer(PostgreSqlServer.Name)]
[Collection(PostgreSqlServer.Name)]
public sealed class FailureTests(PostgreSqlServer server)
{
    private static readonly SubmissionKey Key = SubmissionKey.Parse("abcdefghijklmnopqrstuvwxyz");
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    [ServerFact]
    public async Task Connections_that_were_cut_are_replaced()
    {
        await using var scene = await LedgerScene.StartAsync(server);
        var ledger = scene.Open(connection => connection.ApplicationName = scene.Schema);
        var claim = await ledger.TryClaimAsync(Key, Lease);
        var cut = await scene.AskAsync<long>($"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = '{scene.Schema}'");

        await claim!.RecordAsync(new LedgerEntry { Key = Key });

        Assert.Equal(1, cut);
        Assert.NotNull(await ledger.ReadAsync(Key));
    }

    [ServerFact]
    public async Task A_claim_whose_answer_was_lost_is_found_again()
    {
        await using var scene = await LedgerScene.StartAsync(server);
        await scene.Open().MigrateAsync();
        await using var proxy = new CuttingProxy((await server.ConnectionAsync()).Port);
        var ledger = scene.Open(connection => (connection.Host, connection.Port) = ("127.0.0.1", proxy.Port), migrate: false);
        Assert.Null(await ledger.ReadAsync(Key));

        proxy.CutNextAnswer();
        await using var claim = await ledger.TryClaimAsync(Key, Lease);

        Assert.NotNull(claim);
        Assert.Equal(1, proxy.Cuts);
        Assert.True(claim.Fence > 1, "the lost answer was to a claim that was granted");
        Assert.False(await scene.AskAsync<bool>($"SELECT is_taken_over FROM {scene.Schema}.submissions"));
        Assert.Null(await scene.Open().TryClaimAsync(Key, Lease));
    }

    [ServerFact]
    public async Task A_server_that_is_not_there_is_said_to_be_silent()
    {
        await using var scene = await LedgerScene.StartAsync(server);

        var failure = await Assert.ThrowsAsync<LedgerException>(
            () => scene.Open(connection => (connection.Host, connection.Port) = ("127.0.0.1", 9)).ReadAsync(Key));

        Assert.True(failure.CanRetry);
        Assert.Contains("does not answer", failure.Message, StringComparison.Ordinal);
    }

    [ServerFact]
    public async Task A_wrong_password_is_said_and_not_shown()
    {
        await using var scene = await LedgerScene.StartAsync(server);

        var failure = await Assert.ThrowsAsync<LedgerException>(() => scene.Open(connection => connection.Password = "not-my-secret").ReadAsync(Key));

        Assert.Contains("Check user and password", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("not-my-secret", failure.ToString(), StringComparison.Ordinal);
    }

    [ServerFact]
    public async Task A_missing_database_is_named()
    {
        await using var scene = await LedgerScene.StartAsync(server);

        var failure = await Assert.ThrowsAsync<LedgerException>(() => scene.Open(connection => connection.Database = "nowhere").ReadAsync(Key));

        Assert.Contains("\"nowhere\" does not exist", failure.Message, StringComparison.Ordinal);
        Assert.False(failure.CanRetry);
    }

    [ServerTheory]
    [InlineData("-c synchronous_commit=off", "synchronous_commit=on")]
    [InlineData("-c default_transaction_read_only=on", "connect to the primary")]
    public async Task A_connection_that_cannot_keep_an_intent_is_refused(string options, string advice)
    {
        await using var scene = await LedgerScene.StartAsync(server);

        var failure = await Assert.ThrowsAsync<LedgerException>(() => scene.Open(connection => connection.Options = options).TryClaimAsync(Key, Lease));

        Assert.Contains(advice, failure.Message, StringComparison.Ordinal);
    }

    [ServerFact]
    public async Task An_entry_that_cannot_be_read_is_an_error_that_names_the_work()
    {
        await using var scene = await LedgerScene.StartAsync(server);
        await using (var claim = await scene.Open().TryClaimAsync(Key, Lease))
        {
            await claim!.RecordAsync(new LedgerEntry { Key = Key });
        }

        await scene.DoAsync($"UPDATE {scene.Schema}.submissions SET entry = '[7]'");

        var failure = await Assert.ThrowsAsync<LedgerException>(() => scene.Open().ReadAsync(Key));
        Assert.Contains(Key.Value, failure.Message, StringComparison.Ordinal);
    }
}
