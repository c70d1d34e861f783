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
        return new NpgsqlConnectionStringBuilder
        {
            Host = address.Host,
            Port = address.IsDefaultPort ? 5432 : address.Port,
            Database = Uri.UnescapeDataString(address.AbsolutePath.Trim('/')),
            Username = user[0],
            Password = user.Length > 1 ? user[1] : null,
        }.ConnectionString;
    }
}
