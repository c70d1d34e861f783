using System.Globalization;
using Npgsql;
using SageTasks.Runs;

namespace SageTasks.Ledger.PostgreSql;

/// <summary>Looks at the server and at the version of the tables, and brings them up to date: one process at a time does, the others wait for it.</summary>
internal sealed class LedgerMigration(LedgerDatabase database)
{
    private static readonly Version OldestServer = new(13, 0);

    /// <summary>Makes sure that the ledger can be used.</summary>
    /// <param name="mayMigrate">Whether missing tables are made and older ones brought up to date.</param>
    /// <param name="cancellationToken">Ends it; a migration is through or has not begun.</param>
    /// <exception cref="LedgerException">The server or the tables are of a version that this package does not work with, or rights are missing.</exception>
    public Task RunAsync(bool mayMigrate, CancellationToken cancellationToken) =>
        database.RunAsync(
            async (connection, token) =>
            {
                await CheckServerAsync(connection, token).ConfigureAwait(false);
                var version = await VersionAsync(connection, token).ConfigureAwait(false);
                if (version < MigrationScripts.Version)
                {
                    await UpdateAsync(connection, version, mayMigrate, token).ConfigureAwait(false);
                }

                return true;
            },
            cancellationToken);

    private static async Task CheckServerAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (connection.PostgreSqlVersion < OldestServer)
        {
            throw new LedgerException($"The ledger needs PostgreSQL {OldestServer.Major} or later, and this server is {connection.PostgreSqlVersion}.");
        }

        var (commits, isStandby) = (await LedgerDatabase.QueryAsync(
            connection,
            "SELECT current_setting('synchronous_commit'), pg_is_in_recovery()",
            [],
            static row => (row.GetString(0), row.GetBoolean(1)),
            cancellationToken).ConfigureAwait(false))[0];
        if (isStandby)
        {
            throw new LedgerException("The ledger cannot be written: this server is a standby. Connect to the primary (target_session_attrs=read-write).");
        }

        if (commits == "off")
        {
            throw new LedgerException(
                "The server answers before a commit is durable (synchronous_commit is off), so that an intent could be lost when it crashes. "
                + "Switch it on for this connection: \"Options=-c synchronous_commit=on\".");
        }
    }

    /// <summary>The version of the tables; 0 where there are none.</summary>
    private async Task<int> VersionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var version = await ExistsAsync(connection, "to_regclass", $"{database.Quoted}.migrations", cancellationToken).ConfigureAwait(false)
            ? (await LedgerDatabase.QueryAsync(
                connection, $"SELECT coalesce(max(version), 0) FROM {database.Quoted}.migrations", [], static row => row.GetInt32(0), cancellationToken).ConfigureAwait(false))[0]
            : 0;
        return version <= MigrationScripts.Version
            ? version
            : throw new LedgerException(string.Create(
                CultureInfo.InvariantCulture,
                $"The tables in the schema \"{database.Schema}\" are of version {version}, and this program knows {MigrationScripts.Version}: a newer SageTasks made them. Update this program."));
    }

    private async Task UpdateAsync(NpgsqlConnection connection, int version, bool mayMigrate, CancellationToken cancellationToken)
    {
        if (!mayMigrate)
        {
            throw new LedgerException(string.Create(
                CultureInfo.InvariantCulture,
                $"The tables in the schema \"{database.Schema}\" are of version {version}, and this program needs {MigrationScripts.Version}: ")
                + $"call {nameof(PostgreSqlLedger)}.{nameof(PostgreSqlLedger.MigrateAsync)} once with a role that may create tables.");
        }

        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await LockAsync(connection, cancellationToken).ConfigureAwait(false);
            await MakeSchemaAsync(connection, cancellationToken).ConfigureAwait(false);

            // Another process may have done it while this one waited for the lock.
            version = await VersionAsync(connection, cancellationToken).ConfigureAwait(false);
            foreach (var (script, number) in MigrationScripts.All(database.Quoted).Select((script, index) => (script, index + 1)).Skip(version))
            {
                await ExecuteAsync(connection, script, cancellationToken).ConfigureAwait(false);
                await ExecuteAsync(
                    connection,
                    string.Create(CultureInfo.InvariantCulture, $"INSERT INTO {database.Quoted}.migrations (version, applied_at) VALUES ({number}, clock_timestamp())"),
                    cancellationToken).ConfigureAwait(false);
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task LockAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        await LedgerDatabase.QueryAsync(
            connection,
            "SELECT 1 FROM pg_advisory_xact_lock(hashtextextended($1, 0))",
            [Values.Text($"sagetasks ledger {database.Schema}")],
            static row => row.GetInt32(0),
            cancellationToken).ConfigureAwait(false);

    // Asked first, as a role that may not create schemas is refused even where there is one.
    private async Task MakeSchemaAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (!await ExistsAsync(connection, "to_regnamespace", database.Quoted, cancellationToken).ConfigureAwait(false))
        {
            await ExecuteAsync(connection, $"CREATE SCHEMA {database.Quoted}", cancellationToken).ConfigureAwait(false);
        }

        if (!await ExistsAsync(connection, "to_regclass", $"{database.Quoted}.migrations", cancellationToken).ConfigureAwait(false))
        {
            await ExecuteAsync(
                connection, $"CREATE TABLE {database.Quoted}.migrations (version integer PRIMARY KEY, applied_at timestamptz NOT NULL)", cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, string function, string name, CancellationToken cancellationToken) =>
        (await LedgerDatabase.QueryAsync(
            connection, $"SELECT {function}($1) IS NOT NULL", [Values.Text(name)], static row => row.GetBoolean(0), cancellationToken).ConfigureAwait(false))[0];

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
