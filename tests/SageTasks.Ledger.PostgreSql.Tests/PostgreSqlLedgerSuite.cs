using System.Globalization;
using Npgsql;
using SageTasks.ContractSuites;
using SageTasks.Runs;

namespace SageTasks.Ledger.PostgreSql.Tests;

/// <summary>The ledger contract on PostgreSQL, whose clock is moved where a test moves time.</summary>
[RequiresServer(PostgreSqlServer.Name)]
[Collection(PostgreSqlServer.Name)]
public sealed class PostgreSqlLedgerSuite(PostgreSqlServer server) : LedgerSuite, IAsyncLifetime
{
    private LedgerScene _scene = null!;
    private NpgsqlDataSource _source = null!;
    private TimeSpan _shift;

    public async Task InitializeAsync()
    {
        _scene = await LedgerScene.StartAsync(server);
        await _scene.DoAsync($"""
            CREATE SCHEMA {_scene.Schema};
            CREATE TABLE {_scene.Schema}.shift (value interval NOT NULL);
            INSERT INTO {_scene.Schema}.shift VALUES ('0');
            CREATE FUNCTION {_scene.Schema}.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE
                AS 'SELECT pg_catalog.clock_timestamp() + value FROM {_scene.Schema}.shift';
            """);
        _source = _scene.Source(connection => connection.SearchPath = $"{_scene.Schema},pg_catalog");
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    protected override ISubmissionLedger Open(TimeProvider time) =>
        new ShiftedDatabase(new PostgreSqlLedger(_source, new PostgreSqlLedgerOptions { Schema = _scene.Schema }), () => ShiftAsync((time as ShiftedTime)?.Shift ?? TimeSpan.Zero));

    private async Task ShiftAsync(TimeSpan shift)
    {
        if (shift != _shift)
        {
            await _scene.DoAsync(string.Create(CultureInfo.InvariantCulture, $"UPDATE {_scene.Schema}.shift SET value = make_interval(secs => {shift.TotalSeconds})"));
            _shift = shift;
        }
    }
}
