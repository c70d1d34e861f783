using Npgsql;

namespace SageTasks.Cli;

/// <summary>Addresses of PostgreSQL databases as its own tools write them: <c>postgres://user@host:5432/database?sslmode=require</c>. The password comes
/// from <c>PGPASSWORD</c> or <c>~/.pgpass</c>.</summary>
internal static class PostgresAddress
{
    /// <exception cref="UsageException">The address is none, or holds a password.</exception>
    public static string ToConnectionString(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.AbsolutePath.Length < 2)
        {
            throw new UsageException("--ledger: write postgres://user@host:port/database.");
        }

        if (url.UserInfo.Contains(':', StringComparison.Ordinal))
        {
            throw new UsageException($"--ledger: leave the password out of postgres://…@{url.Host}{url.AbsolutePath}. Set PGPASSWORD, or write it into ~/.pgpass.");
        }

        var builder = new NpgsqlConnectionStringBuilder { Host = url.Host, Database = Uri.UnescapeDataString(url.AbsolutePath[1..]) };
        if (url.Port > 0)
        {
            builder.Port = url.Port;
        }

        if (url.UserInfo.Length > 0)
        {
            builder.Username = Uri.UnescapeDataString(url.UserInfo);
        }

        foreach (var setting in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = setting.Split('=', 2);
            Set(builder, Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts.Length > 1 ? parts[1] : ""));
        }

        return builder.ConnectionString;
    }

    private static void Set(NpgsqlConnectionStringBuilder builder, string name, string value)
    {
        try
        {
            builder[name == "sslmode" ? "SSL Mode" : name] = value;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new UsageException($"--ledger: {name}={value} is no setting of a PostgreSQL connection ({e.Message.TrimEnd('.')}).", e);
        }
    }
}
