using System.Text.RegularExpressions;

namespace SageTasks.Ledger.PostgreSql;

/// <summary>Where the ledger's database is.</summary>
public sealed partial class PostgreSqlLedgerOptions
{
    /// <summary>Npgsql's connection string (<c>Host=db;Database=lab;Username=etl</c>), or an address as libpq's tools take it
    /// (<c>postgres://etl@db/lab?sslmode=verify-full</c>). A password is better kept in <c>PGPASSFILE</c> or <c>PGPASSWORD</c>.</summary>
    /// <value>null: the data source that the constructor is given, or that the application has registered.</value>
    public string? ConnectionString { get; set; }

    /// <summary>The schema that holds the ledger's tables. Teams that submit the same work share one; different ones know nothing of each other.</summary>
    /// <value>sagetasks.</value>
    public string Schema { get; set; } = "sagetasks";

    /// <summary>Whether missing tables are made, and older ones brought up to date, when the ledger is first used.</summary>
    /// <value>true; with false the role needs no right to create, and <see cref="PostgreSqlLedger.MigrateAsync"/> is called by one that has it.</value>
    public bool Migrate { get; set; } = true;

    /// <summary>What is wrong with the options, one line each.</summary>
    internal IEnumerable<string> Validate()
    {
        if (!SchemaName().IsMatch(Schema ?? ""))
        {
            yield return $"{nameof(Schema)} is \"{Schema}\": give a name of ASCII letters, digits and _, 63 at most, that begins with no digit.";
        }

        if (ConnectionString is not null && PostgreSqlAddress.Problem(ConnectionString) is { } problem)
        {
            yield return $"{nameof(ConnectionString)}: {problem}";
        }
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]{0,62}$", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex SchemaName();
}
