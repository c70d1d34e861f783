using Npgsql;

namespace SageTasks.Ledger.PostgreSql;

/// <summary>Reads both ways to write down a database: Npgsql's connection string and libpq's address.</summary>
internal static class PostgreSqlAddress
{
    // What libpq and Npgsql call differently.
    private static readonly IReadOnlyDictionary<string, string> Names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["connect_timeout"] = "Timeout",
        ["application_name"] = "Application Name",
        ["sslmode"] = "SSL Mode",
        ["sslrootcert"] = "Root Certificate",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["target_session_attrs"] = "Target Session Attributes",
        ["host"] = "Host",
        ["user"] = "Username",
        ["dbname"] = "Database",
        ["options"] = "Options",
        ["passfile"] = "Passfile",
    };

    /// <summary>What is wrong with a connection string or an address, without its secrets; null when nothing is.</summary>
    public static string? Problem(string text)
    {
        try
        {
            return string.IsNullOrEmpty(Read(text).Host) ? "it names no host." : null;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidOperationException)
        {
            // Npgsql's own words may quote the text, which can hold a password.
            return e is FormatException ? e.Message : "it is not one of PostgreSQL: expected Host=…;Database=…;Username=… or postgres://user@host/database.";
        }
    }

    /// <exception cref="FormatException">An address with something in it that cannot be read.</exception>
    public static NpgsqlConnectionStringBuilder Read(string text)
    {
        if (!text.StartsWith("postgres://", StringComparison.Ordinal) && !text.StartsWith("postgresql://", StringComparison.Ordinal))
        {
            return new NpgsqlConnectionStringBuilder(text);
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var address))
        {
            throw new FormatException("it is not an address: expected postgres://user@host:port/database.");
        }

        var builder = new NpgsqlConnectionStringBuilder();
        if (address.Host.Length > 0)
        {
            builder.Host = address.Host;
        }

        if (address.Port > 0)
        {
            builder.Port = address.Port;
        }

        var user = address.UserInfo.Split(':', 2).Select(Uri.UnescapeDataString).ToList();
        builder.Username = user[0].Length > 0 ? user[0] : null;
        builder.Password = user.Count > 1 ? user[1] : null;
        builder.Database = address.AbsolutePath.Trim('/') is { Length: > 0 } database ? Uri.UnescapeDataString(database) : null;
        foreach (var pair in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            Set(builder, pair.Split('=', 2).Select(part => Uri.UnescapeDataString(part.Replace('+', ' '))).ToList());
        }

        return builder;
    }

    private static void Set(NpgsqlConnectionStringBuilder builder, List<string> pair)
    {
        if (!Names.TryGetValue(pair[0], out var name))
        {
            throw new FormatException($"\"{pair[0]}\" in an address is not known; known are {string.Join(", ", Names.Keys)}. Use a connection string for all that Npgsql knows.");
        }

        var value = pair.Count > 1 ? pair[1] : "";
        builder[name] = name is "SSL Mode" or "Target Session Attributes" ? value.Replace("-", "", StringComparison.Ordinal) : value;
    }
}
