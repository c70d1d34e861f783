using Npgsql;

namespace SageTasks.Ledger.PostgreSql.Tests;

/// <summary>A schema of its own on the shared server, and ledgers in it.</summary>
internal sealed class LedgerScene : IAsyncDisposable
{
    private readonly List<NpgsqlDataSource> _sources = [];

    private LedgerScene(NpgsqlConnectionStringBuilder connection)
    {
        Connection = connection;
        Admin = Source(_ => { });
    }

    public string Schema { get; } = $"test_{Guid.NewGuid():N}";

    public NpgsqlConnectionStringBuilder Connection { get; }

    /// <summary>Connected as the server's superuser.</summary>
    public NpgsqlDataSource Admin { get; }

    public static async Task<LedgerScene> StartAsync(PostgreSqlServer server) => new(await server.ConnectionAsync());

    /// <summary>A ledger as another process would make it.</summary>
    public PostgreSqlLedger Open(Action<NpgsqlConnectionStringBuilder>? change = null, bool migrate = true) =>
        new(Source(change ?? (_ => { })), new PostgreSqlLedgerOptions { Schema = Schema, Migrate = migrate });

    public NpgsqlDataSource Source(Action<NpgsqlConnectionStringBuilder> change)
    {
        var connection = new NpgsqlConnectionStringBuilder(Connection.ConnectionString);
        change(connection);
        var source = NpgsqlDataSource.Create(connection);
        _sources.Add(source);
        return source;
    }

    public async Task<T> AskAsync<T>(string sql)
    {
        await using var command = Admin.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task DoAsync(string sql)
    {
        await using var command = Admin.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await DoAsync($"DROP SCHEMA IF EXISTS {Schema} CASCADE");
        foreach (var source in _sources)
        {
            await source.DisposeAsync();
        }
    }
}
