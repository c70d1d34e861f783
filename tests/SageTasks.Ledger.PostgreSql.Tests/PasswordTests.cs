using SageTasks.ContractSuites;
using SageTasks.Runs;

namespace SageTasks.Ledger.PostgreSql.Tests;

/// <summary>The ways of PostgreSQL's own tools to hand over a password.</summary>
[RequiresServer(PostgreSqlServer.Name)]
[Collection(PostgreSqlServer.Name)]
public sealed class PasswordTests(PostgreSqlServer server) : IDisposable
{
    private const string Variable = "PGPASSWORD";
    private const string FileVariable = "PGPASSFILE";

    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        Environment.SetEnvironmentVariable(FileVariable, null);
        _folder.Dispose();
    }

    [ServerFact]
    public async Task It_is_taken_from_the_address() => await TryAsync(await server.AddressAsync());

    [ServerFact]
    public async Task It_is_taken_from_PGPASSWORD()
    {
        Environment.SetEnvironmentVariable(Variable, (await server.ConnectionAsync()).Password);

        await TryAsync(await AddressWithoutPasswordAsync());
    }

    [ServerFact]
    public async Task It_is_taken_from_the_line_of_the_server_in_the_file_that_PGPASSFILE_names()
    {
        var connection = await server.ConnectionAsync();
        await NameFileAsync($"# ledgers\nother:5432:*:*:wrong\n{connection.Host}:{connection.Port}:*:{connection.Username}:{connection.Password}\n");

        await TryAsync(await AddressWithoutPasswordAsync());
    }

    [ServerFact]
    public async Task It_is_taken_from_the_file_that_an_address_names()
    {
        var connection = await server.ConnectionAsync();
        var file = Path.Combine(_folder.Path, "pgpass");
        await File.WriteAllTextAsync(file, $"*:*:*:*:{connection.Password}\n");

        await TryAsync($"{await AddressWithoutPasswordAsync()}?passfile={Uri.EscapeDataString(file)}");
    }

    [ServerFact]
    public async Task Where_there_is_none_the_ways_are_named()
    {
        await NameFileAsync("other:5432:*:*:wrong\n");

        var failure = await Assert.ThrowsAsync<LedgerException>(async () => await TryAsync(await AddressWithoutPasswordAsync()));

        Assert.False(failure.CanRetry);
        Assert.DoesNotContain("does not answer", failure.Message, StringComparison.Ordinal);
        Assert.Contains(Variable, failure.Message, StringComparison.Ordinal);
        Assert.Contains(FileVariable, failure.Message, StringComparison.Ordinal);
    }

    private static async Task TryAsync(string address)
    {
        await using var ledger = new PostgreSqlLedger(new PostgreSqlLedgerOptions { ConnectionString = address });
        Assert.Null(await ledger.ReadAsync(SubmissionKey.Parse("abcdefghijklmnopqrstuvwxyz")));
    }

    private async Task NameFileAsync(string content)
    {
        var file = Path.Combine(_folder.Path, "pgpass");
        await File.WriteAllTextAsync(file, content);
        Environment.SetEnvironmentVariable(FileVariable, file);
    }

    private async Task<string> AddressWithoutPasswordAsync()
    {
        var connection = await server.ConnectionAsync();
        return $"postgres://{connection.Username}@{connection.Host}:{connection.Port}/{connection.Database}";
    }
}
