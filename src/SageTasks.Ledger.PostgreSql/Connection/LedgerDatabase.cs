using Npgsql;
using SageTasks.Runs;

namespace SageTasks.Ledger.PostgreSql;

/// <summary>Sends the ledger's statements, each of which may be repeated: again after a passing failure, in the ledger's own words after a lasting one.</summary>
internal sealed class LedgerDatabase(NpgsqlDataSource source, string schema, TimeProvider time)
{
    private const int Attempts = 4;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);

    public string Schema => schema;

    public TimeProvider Time => time;

    /// <summary>The schema's name as SQL takes it.</summary>
    public string Quoted => $"\"{schema}\"";

    /// <summary>Runs what may be run again on a connection of its own.</summary>
    /// <exception cref="LedgerException">PostgreSQL refused, or does not answer.</exception>
    public async Task<T> RunAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
                await using (connection.ConfigureAwait(false))
                {
                    return await work(connection, cancellationToken).ConfigureAwait(false);
                }
            }
            catch (Exception e) when (PostgreSqlErrors.AreKnown(e))
            {
                if (attempt == Attempts || !PostgreSqlErrors.ArePassing(e))
                {
                    throw PostgreSqlErrors.Translate(e, schema);
                }

                await Task.Delay(FirstWait * Math.Pow(2, attempt - 1) * (1 + Random.Shared.NextDouble()), time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Runs one statement and reads its rows.</summary>
    /// <exception cref="LedgerException">PostgreSQL refused, or does not answer.</exception>
    public Task<List<T>> QueryAsync<T>(string sql, IReadOnlyList<NpgsqlParameter> parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken) =>
        RunAsync((connection, token) => QueryAsync(connection, sql, parameters, read, token), cancellationToken);

    /// <summary>Runs one statement and counts the rows that it changed.</summary>
    /// <exception cref="LedgerException">PostgreSQL refused, or does not answer.</exception>
    public Task<int> ExecuteAsync(string sql, IReadOnlyList<NpgsqlParameter> parameters, CancellationToken cancellationToken) =>
        RunAsync(
            async (connection, token) =>
            {
                using var command = Command(connection, sql, parameters);
                return await command.ExecuteNonQueryAsync(token).ConfigureAwait(false);
            },
            cancellationToken);

    public static async Task<List<T>> QueryAsync<T>(
        NpgsqlConnection connection, string sql, IReadOnlyList<NpgsqlParameter> parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        using var command = Command(connection, sql, parameters);
        var rows = new List<T>();
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                rows.Add(read(reader));
            }
        }

        return rows;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, IReadOnlyList<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
        {
            // A parameter belongs to one command, and a repeated statement is a new one.
            command.Parameters.Add(parameter.Clone());
        }

        return command;
    }
}
