using Npgsql;

namespace QuartzCluster.Cluster;

/// <summary>Where PostgreSQL is, as people and programs write it.</summary>
internal static class Database
{
    /// <summary>Npgsql's connection string for an address (<c>postgres://user:password@host:port/database</c>), or the text itself where it is one already.</summary>
    public static string ConnectionString(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("postgres" or "postgresql"))
        {
            return new NpgsqlConnectionStringBuilder(text).ConnectionString;
        }

        var user = address.UserInfo.Split(':', 2).Select(Uri.UnescapeDataString).ToArray();
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = address.Host,
            Port = address.IsDefaultPort ? 5432 : address.Port,
            Database = Uri.UnescapeDataString(address.AbsolutePath.Trim('/')),
            Username = user[0],
            Password = user.Length > 1 ? user[1] : null,
        };
        foreach (var setting in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)))
        {
            // A setting that is not known is refused: a connection less secure than was asked for is none.
            var value = Uri.UnescapeDataString(setting[^1]);
            builder[setting[0] == "sslmode" ? "SSL Mode" : setting[0]] = setting[0] == "sslmode" ? value.Replace("-", "", StringComparison.Ordinal) : value;
        }

        return builder.ConnectionString;
    }
}
