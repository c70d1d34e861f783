using System.Net.Sockets;
using Npgsql;
using SageTasks.Http;
using SageTasks.Runs;

namespace SageTasks.Ledger.PostgreSql;

/// <summary>Says in the ledger's own exception what PostgreSQL or the way to it answered, and what to do.</summary>
internal static class PostgreSqlErrors
{
    /// <summary>Whether this is something that PostgreSQL or the network did.</summary>
    public static bool AreKnown(Exception exception) => exception is NpgsqlException or SocketException or TimeoutException;

    public static bool ArePassing(Exception exception) => exception is NpgsqlException { IsTransient: true } or SocketException or TimeoutException;

    public static LedgerException Translate(Exception exception, string schema)
    {
        var text = exception switch
        {
            PostgresException refusal => $"PostgreSQL refused: {refusal.MessageText} ({refusal.SqlState}).{Advice(refusal, schema)}",
            NpgsqlException { InnerException: null } unsaid when unsaid.Message.StartsWith("No password", StringComparison.Ordinal) =>
                "PostgreSQL asks for a password, and there is none. Set PGPASSWORD, or write it into ~/.pgpass or the file that PGPASSFILE names, in a line for this host, port, database and user.",
            _ => $"PostgreSQL does not answer: {Redaction.Text((exception.InnerException ?? exception).Message)}. Check host and port, and that the server runs.",
        };
        return new LedgerException($"The ledger cannot be used. {text}", ArePassing(exception), exception);
    }

    private static string Advice(PostgresException refusal, string schema) => refusal.SqlState switch
    {
        PostgresErrorCodes.InsufficientPrivilege => " " + Grants(schema),
        PostgresErrorCodes.InvalidCatalogName => " Create the database, or correct its name.",
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => " Check user and password, and the server's pg_hba.conf.",
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName =>
            $" The tables of the schema \"{schema}\" went away while the program ran: start it again, and they are made anew.",
        PostgresErrorCodes.ReadOnlySqlTransaction => " This server is a standby: connect to the primary (target_session_attrs=read-write).",
        PostgresErrorCodes.TooManyConnections => " Use fewer connections (Maximum Pool Size), or raise max_connections.",
        PostgresErrorCodes.DiskFull => " Free some space on the server.",
        _ => "",
    };

    private static string Grants(string schema) =>
        $"An administrator can let {nameof(PostgreSqlLedger.MigrateAsync)} run once by a role that may create the schema, and then grant: "
        + $"GRANT USAGE ON SCHEMA \"{schema}\" TO role; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA \"{schema}\" TO role; "
        + $"GRANT USAGE ON ALL SEQUENCES IN SCHEMA \"{schema}\" TO role;";
}
