namespace SageTasks.Cli;

/// <summary>Addresses of PostgreSQL databases as its own tools write them: <c>postgres://user@host:5432/database?sslmode=verify-full</c>. The password comes
/// from <c>PGPASSWORD</c>, the file that <c>PGPASSWORD_FILE</c> names, or <c>~/.pgpass</c>.</summary>
internal static class PostgresAddress
{
    /// <summary>The address, which the ledger reads, if it is whole and may be seen by whoever sees the command line.</summary>
    /// <exception cref="UsageException">The address is none, or holds a password.</exception>
    public static string Check(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Host.Length == 0 || url.AbsolutePath.Length < 2)
        {
            throw new UsageException("--ledger: write postgres://user@host:port/database.");
        }

        return url.UserInfo.Contains(':', StringComparison.Ordinal)
            ? throw new UsageException($"--ledger: leave the password out of postgres://…@{url.Host}{url.AbsolutePath}. Set PGPASSWORD or PGPASSWORD_FILE, or write it into ~/.pgpass.")
            : address;
    }
}
