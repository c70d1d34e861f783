using SageTasks.Ledger.PostgreSql;
using SageTasks.Runs;
using SageTasks.Storage;

namespace SageTasks.TrimmedApp;

internal static class LedgerChecks
{
    private const string Server = "SAGETASKS_POSTGRESQL";

    private static readonly SubmissionKey Key = SubmissionKey.Parse("abcdefghijklmnopqrstuvwxyz");

    public static async Task<string> EntriesComeBackFromAStoreAsync()
    {
        var folder = Directory.CreateTempSubdirectory("sagetasks-trimmed-");
        try
        {
            return await ComesBackAsync(new ObjectLedger(new LocalFileStore(), Location.FromPath(folder.FullName + Path.DirectorySeparatorChar)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>On the server whose address the environment names; without one, on none.</summary>
    public static async Task<string> EntriesComeBackFromPostgreSqlAsync()
    {
        var address = Environment.GetEnvironmentVariable(Server);
        await using var ledger = new PostgreSqlLedger(new PostgreSqlLedgerOptions { ConnectionString = address ?? "postgres://etl@127.0.0.1:9/lab" });
        try
        {
            return await ComesBackAsync(ledger);
        }
        catch (LedgerException silent) when (address is null && silent.CanRetry)
        {
            return $"not tried, as {Server} names no server";
        }
    }

    private static async Task<string> ComesBackAsync(ISubmissionLedger ledger)
    {
        var intent = new LedgerIntent { Nonce = "nonce", Attempt = 2, WrittenAt = DateTimeOffset.UnixEpoch };
        await using (var claim = await ledger.TryClaimAsync(Key, TimeSpan.FromMinutes(1)))
        {
            await claim!.RecordAsync(new LedgerEntry { Key = Key, OpenIntent = intent });
            Survivors.Require(await ledger.TryClaimAsync(Key, TimeSpan.FromMinutes(1)), null);
        }

        return Survivors.Require((await ledger.ReadAsync(Key))!.OpenIntent!, intent).ToString();
    }
}
