using Npgsql;
using SageTasks.ContractSuites;

namespace SageTasks.Ledger.PostgreSql.Tests;

/// <summary>One PostgreSQL for all tests that need it, started by the first of them that runs.</summary>
public sealed class PostgreSqlServer : IAsyncLifetime
{
    public const string Name = "postgresql";

    private readonly Lazy<Task<LocalServer>> _server = new(() => LocalServer.StartAsync(Name));

    /// <summary>The server's address, its password included.</summary>
    public async Task<string> AddressAsync() => (await _server.Value).Endpoint.ToString();

    public async Task<NpgsqlConnectionStringBuilder> ConnectionAsync() => PostgreSqlAddress.Read(await AddressAsync());

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_server.IsValueCreated)
        {
            await (await _server.Value).DisposeAsync();
        }
    }
}
