using System.Runtime.CompilerServices;
using Npgsql;
using SageTasks.Runs;

namespace SageTasks.Ledger.PostgreSql;

/// <summary>A ledger in a PostgreSQL database, for any number of machines. Leases run by the database's clock, and no machine's clock matters:
/// a claim is granted in one statement, and whoever wrote under an earlier claim finds its row gone to another fence.</summary>
/// <remarks>Thread-safe. Keep one per program: it holds a pool of connections, of which each call takes one for a moment.</remarks>
public sealed class PostgreSqlLedger : ISubmissionLedger, IAsyncDisposable
{
    private const int PageSize = 500;

    private readonly NpgsqlDataSource? _owned;
    private readonly LedgerDatabase _database;
    private readonly LedgerMigration _migration;
    private readonly bool _mayMigrate;
    private readonly LedgerTelemetry _telemetry = new("postgresql");
    private readonly SemaphoreSlim _opening = new(1, 1);
    private volatile bool _isOpen;

    /// <summary>Makes the ledger; nothing is sent until it is used.</summary>
    /// <param name="options">The database; <see cref="PostgreSqlLedgerOptions.ConnectionString"/> must be set.</param>
    /// <param name="time">The clock for waiting between repetitions; null for the system's. Leases run by the database's.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The options are wrong.</exception>
    public PostgreSqlLedger(PostgreSqlLedgerOptions options, TimeProvider? time = null)
        : this(options, source: null, time)
    {
    }

    /// <summary>Makes the ledger on a data source that the caller has set up, and that stays the caller's.</summary>
    /// <param name="source">The data source.</param>
    /// <param name="options">The schema; null for the defaults.</param>
    /// <param name="time">The clock for waiting between repetitions; null for the system's. Leases run by the database's.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The options are wrong, or name another database.</exception>
    public PostgreSqlLedger(NpgsqlDataSource source, PostgreSqlLedgerOptions? options = null, TimeProvider? time = null)
        : this(options ?? new PostgreSqlLedgerOptions(), source ?? throw new ArgumentNullException(nameof(source)), time)
    {
    }

    private PostgreSqlLedger(PostgreSqlLedgerOptions options, NpgsqlDataSource? source, TimeProvider? time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ClientOptions.ThrowIfInvalid(options, options.Validate().Concat(Sources(options, source)));
        _owned = source is null ? NpgsqlDataSource.Create(PostgreSqlAddress.Read(options.ConnectionString!)) : null;
        _database = new LedgerDatabase(source ?? _owned!, options.Schema, time ?? TimeProvider.System);
        _migration = new LedgerMigration(_database);
        _mayMigrate = options.Migrate;
    }

    /// <summary>Makes the tables, or brings them up to date. Safe from many processes at once, and when it was done before.</summary>
    /// <exception cref="LedgerException">The role may not, the tables are newer than this program, or the server does not answer.</exception>
    public Task MigrateAsync(CancellationToken cancellationToken = default) => _migration.RunAsync(mayMigrate: true, cancellationToken);

    /// <inheritdoc/>
    public async Task<ILedgerClaim?> TryClaimAsync(SubmissionKey key, TimeSpan lease, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lease, TimeSpan.Zero);
        await OpenAsync(cancellationToken).ConfigureAwait(false);
        using var measured = _telemetry.Measure("claim", _database.Time);
        var granted = await ClaimStatements.ClaimAsync(_database, key, lease, cancellationToken).ConfigureAwait(false);
        _telemetry.Claimed(granted switch
        {
            null => LedgerClaimOutcome.Held,
            { IsTakenOver: true } => LedgerClaimOutcome.TakenOver,
            _ => LedgerClaimOutcome.Granted,
        });
        return granted is null ? null : new PostgreSqlClaim(_database, _telemetry, key, lease, granted);
    }

    /// <inheritdoc/>
    public async Task<LedgerEntry?> ReadAsync(SubmissionKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        await OpenAsync(cancellationToken).ConfigureAwait(false);
        using var measured = _telemetry.Measure("read", _database.Time);
        var rows = await _database.QueryAsync(
            $"SELECT entry::text FROM {_database.Quoted}.submissions WHERE key = $1 AND entry IS NOT NULL",
            [Values.Text(key.Value)],
            static row => row.GetString(0),
            cancellationToken).ConfigureAwait(false);
        return rows is [var entry] ? LedgerEntries.Read(key.Value, entry) : null;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LedgerEntry> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await OpenAsync(cancellationToken).ConfigureAwait(false);
        var after = "";
        while (true)
        {
            var page = await _database.QueryAsync(
                $"SELECT key, entry::text FROM {_database.Quoted}.submissions WHERE key > $1 AND entry IS NOT NULL ORDER BY key LIMIT $2",
                [Values.Text(after), Values.Number(PageSize)],
                static row => (Key: row.GetString(0), Entry: row.GetString(1)),
                cancellationToken).ConfigureAwait(false);
            foreach (var (key, entry) in page)
            {
                yield return LedgerEntries.Read(key, entry);
            }

            if (page.Count < PageSize)
            {
                yield break;
            }

            after = page[^1].Key;
        }
    }

    /// <summary>Forgets work that nobody has touched for a while. What is kept whatever its age: work that is claimed, a request whose outcome is
    /// open, and a run that a person started, which nothing else connects with its work.</summary>
    /// <param name="age">How long nothing was written about the work, by the database's clock; longer than the platform's visible history is
    /// best, as work that is forgotten and not visible either starts anew.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How many were removed.</returns>
    /// <exception cref="LedgerException">PostgreSQL refused, or does not answer.</exception>
    public async Task<int> CleanUpAsync(TimeSpan age, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(age, TimeSpan.Zero);
        await OpenAsync(cancellationToken).ConfigureAwait(false);
        using var measured = _telemetry.Measure("clean_up", _database.Time);
        var removed = await _database.ExecuteAsync(
            $"""
            DELETE FROM {_database.Quoted}.submissions
            WHERE changed_at <= clock_timestamp() - $1
              AND (lease_until IS NULL OR lease_until <= clock_timestamp())
              AND (entry IS NULL OR (entry->'openIntent' IS NULL AND entry->'run'->'isAdopted' IS DISTINCT FROM 'true'::jsonb))
            """,
            [Values.Span(age)],
            cancellationToken).ConfigureAwait(false);
        _telemetry.Removed(removed);
        return removed;
    }

    /// <summary>Closes the connections, unless the data source is the caller's. Claims that are not released run out.</summary>
    public async ValueTask DisposeAsync()
    {
        _opening.Dispose();
        if (_owned is not null)
        {
            await _owned.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static IEnumerable<string> Sources(PostgreSqlLedgerOptions options, NpgsqlDataSource? source) =>
        (source, options.ConnectionString) switch
        {
            (null, null or "") => [$"Which database? Set {nameof(PostgreSqlLedgerOptions.ConnectionString)}, or give a data source."],
            (not null, not null) => [$"{nameof(PostgreSqlLedgerOptions.ConnectionString)} and a data source name a database each: set one of them."],
            _ => [],
        };

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (_isOpen)
        {
            return;
        }

        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_isOpen)
            {
                await _migration.RunAsync(_mayMigrate, cancellationToken).ConfigureAwait(false);
                _isOpen = true;
            }
        }
        finally
        {
            _opening.Release();
        }
    }
}
