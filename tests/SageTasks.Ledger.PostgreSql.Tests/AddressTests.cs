using Microsoft.Extensions.Options;
using Npgsql;

namespace SageTasks.Ledger.PostgreSql.Tests;

/// <summary>Both ways to write down a database, and what is said about a wrong one.</summary>
public sealed class AddressTests
{
    [Fact]
    public void An_address_is_read_as_libpq_reads_it()
    {
        var read = PostgreSqlAddress.Read("postgres://et%40l:p%3Aw%2F@db.example.org:6432/lab%20one?sslmode=verify-full&application_name=a+b&connect_timeout=7");

        Assert.Equal(("db.example.org", 6432, "et@l", "p:w/", "lab one"), (read.Host, read.Port, read.Username, read.Password, read.Database));
        Assert.Equal((SslMode.VerifyFull, "a b", 7), (read.SslMode, read.ApplicationName, read.Timeout));
    }

    [Fact]
    public void What_an_address_leaves_out_stays_as_Npgsql_has_it()
    {
        var read = PostgreSqlAddress.Read("postgresql://db");

        Assert.Equal(("db", 5432, null, null, null), (read.Host, read.Port, read.Username, read.Password, read.Database));
    }

    [Fact]
    public void A_connection_string_is_taken_as_it_is() => Assert.Equal("db", PostgreSqlAddress.Read("Host=db;Username=etl").Host);

    [Theory]
    [InlineData("postgres://me:my-secret@db/lab?unheard=1", "\"unheard\"")]
    [InlineData("postgres://me:my-secret@db:port/lab", "not an address")]
    [InlineData("Host=db;Password=my-secret;Unheard=1", "not one of PostgreSQL")]
    [InlineData("Password=my-secret", "names no host")]
    [InlineData("postgres://me:my-secret@db/lab?sslmode=my-secret", "not one of PostgreSQL")]
    public void What_cannot_be_read_is_said_without_its_password(string text, string complaint)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => new PostgreSqlLedger(new PostgreSqlLedgerOptions { ConnectionString = text }));

        Assert.Contains(complaint, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("my-secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\"b")]
    [InlineData("a b")]
    [InlineData("1st")]
    public void A_schema_that_is_no_plain_name_is_refused(string schema) =>
        Assert.Throws<OptionsValidationException>(() => new PostgreSqlLedger(new PostgreSqlLedgerOptions { ConnectionString = "Host=db", Schema = schema }));
}
