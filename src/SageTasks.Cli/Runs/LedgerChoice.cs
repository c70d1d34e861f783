using SageTasks.Ledger.PostgreSql;
using SageTasks.Runs;
using SageTasks.Storage;

namespace SageTasks.Cli;

/// <summary>The ledger that all submitters share: a folder, a prefix of an object store, or a PostgreSQL database.</summary>
internal static class LedgerChoice
{
    /// <exception cref="UsageException">The text names no ledger.</exception>
    /// <exception cref="IOException">Its folder cannot be made.</exception>
    public static ISubmissionLedger Of(Profile profile, string ledger)
    {
        if (ledger.StartsWith("postgres://", StringComparison.Ordinal) || ledger.StartsWith("postgresql://", StringComparison.Ordinal))
        {
            return new PostgreSqlLedger(new PostgreSqlLedgerOptions { ConnectionString = PostgresAddress.Check(ledger) });
        }

        var place = Location.TryParse(ledger, out var found) ? found : throw new UsageException($"--ledger '{ledger}' is neither a folder, a prefix of a store nor postgres://…");
        if (place.IsLocal)
        {
            return Folder(ledger, place.LocalPath);
        }

        var stores = StoreSet.Of(profile, place).Stores;
        return new ObjectLedger(stores.StoreOf(place), place);
    }

    private static FileLedger Folder(string ledger, string path)
    {
        try
        {
            return new FileLedger(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"--ledger {ledger} cannot be used: {e.Message}", e);
        }
    }
}
