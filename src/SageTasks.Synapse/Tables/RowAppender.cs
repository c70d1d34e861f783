using System.Globalization;
using SageTasks.Http;
using SageTasks.Tables;

namespace SageTasks.Synapse;

/// <summary>Appends rows that are not in a table yet. The server does not tell a repeated request from a new one, so every repeat looks
/// first.</summary>
internal sealed class RowAppender
{
    private const int KeysPerQuery = 500;
    private const long Rows = 0x1;

    private readonly SynapseClient _client;
    private readonly SynapseTables _tables;
    private readonly RowAppend _request;
    private readonly Dictionary<string, ColumnModel> _columns;
    private readonly RowKey _key;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private long _number;
    private long _appended;
    private long _present;
    private long _removed;

    public RowAppender(SynapseClient client, SynapseTables tables, RowAppend request, IReadOnlyList<ColumnModel> columns)
    {
        (_client, _tables, _request) = (client, tables, request);
        _columns = columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        IEnumerable<string> key = request.AppendIdColumn is { } idColumn ? [idColumn] : request.KeyColumns;
        _key = new RowKey([.. key.Select(Column)]);
    }

    public AppendedRows Result => new() { TableId = _request.TableId, Appended = _appended, AlreadyThere = _present, TwinsRemoved = _removed };

    /// <summary>Appends one batch.</summary>
    public async Task AppendAsync(IReadOnlyList<TableRow> rows, CancellationToken cancellationToken)
    {
        var batch = rows.Select(Prepare).ToDictionary(row => row.Key, StringComparer.Ordinal);
        var present = await LookAsync(batch.Values, cancellationToken).ConfigureAwait(false);
        _present += present.Count;
        var missing = batch.Values.Where(row => !present.ContainsKey(row.Key)).ToList();
        var absent = missing;
        while (missing.Count > 0)
        {
            var sent = await TrySendAsync(missing, cancellationToken).ConfigureAwait(false);
            var left = sent ? [] : await StillMissingAsync(missing, cancellationToken).ConfigureAwait(false);
            _appended += missing.Count - left.Count;
            missing = left;
        }

        if (absent.Count > 0)
        {
            _removed += await Contention.RetryAsync(
                _client.Time,
                token => Contention.RepeatAsync(_client.Time, cancel => RemoveTwinsAsync(absent, cancel), token),
                cancellationToken).ConfigureAwait(false);
        }
    }

    private ColumnModel Column(string name) => _columns.TryGetValue(name, out var column)
        ? column
        : throw new ArgumentException($"The table {_request.TableId} has no column '{name}'. Its columns are {string.Join(", ", _columns.Keys)}.");

    private KeyedRow Prepare(TableRow row)
    {
        var cells = row.Header.Columns.Zip(row.Values).Where(cell => cell.Second is not null)
            .Select(cell => new PartialCell { Key = Column(cell.First).Id!, Value = cell.Second }).ToList();
        var keyCells = _key.Columns.Select(column => row.Find(column.Name)).ToList();
        if (_request.AppendIdColumn is not null)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{_request.AppendId}-{++_number}");
            keyCells = [id];
            cells.RemoveAll(cell => string.Equals(cell.Key, _key.Columns[0].Id, StringComparison.Ordinal));
            cells.Add(new PartialCell { Key = _key.Columns[0].Id!, Value = id });
        }

        var key = _key.Of(keyCells);
        return _seen.Add(key)
            ? new KeyedRow(key, keyCells[0]!, new PartialRow { Values = cells })
            : throw new ArgumentException(
                $"Two of the rows have the same key ({string.Join(", ", _key.Columns.Zip(keyCells, static (column, cell) => $"{column.Name}={cell}"))}). " +
                "Name key columns that tell all rows apart, or use AppendIdColumn.");
    }

    private async Task<bool> TrySendAsync(List<KeyedRow> rows, CancellationToken cancellationToken)
    {
        var table = _request.TableId.ToString();
        var append = new AppendableRowSetRequest
        {
            EntityId = table,
            ToAppend = new PartialRowSet { TableId = table, Rows = [.. rows.Select(row => row.Row)] },
        };
        try
        {
            await _tables.ChangeAsync(new TableTransactionRequest { EntityId = table, Changes = [append] }, cancellationToken)
                .ConfigureAwait(false);
            return true;
        }
        catch (SubmissionUnknownException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<List<KeyedRow>> StillMissingAsync(List<KeyedRow> rows, CancellationToken cancellationToken)
    {
        var since = _client.Time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            var present = await LookAsync(rows, cancellationToken).ConfigureAwait(false);
            if (present.Count > 0 || _client.Time.GetElapsedTime(since) >= _request.SettleTime)
            {
                return rows.FindAll(row => !present.ContainsKey(row.Key));
            }

            await Contention.PauseAsync(_client.Time, attempt, cancellationToken).ConfigureAwait(false);
        }
    }

    // All of these were absent when this call first looked: whatever is there twice came of its own requests, repeated on their way.
    private async Task<int> RemoveTwinsAsync(List<KeyedRow> rows, CancellationToken cancellationToken)
    {
        var found = await LookAsync(rows, cancellationToken).ConfigureAwait(false);
        var twins = found.Values.SelectMany(ids => ids.Order().Skip(1)).ToList();
        if (twins.Count > 0)
        {
            var etag = await EtagAsync(rows[0], cancellationToken).ConfigureAwait(false);
            var selection = new RowSelection { TableId = _request.TableId.ToString(), Etag = etag, RowIds = twins };
            await _client.DeleteRowsAsync(_request.TableId, selection, cancellationToken).ConfigureAwait(false);
        }

        return twins.Count;
    }

    private async Task<string?> EtagAsync(KeyedRow row, CancellationToken cancellationToken)
    {
        var bundle = await _tables.RunQueryAsync(_request.TableId, Query([row]), cancellationToken).ConfigureAwait(false);
        return bundle.QueryResult?.QueryResults?.Etag;
    }

    private async Task<Dictionary<string, List<long>>> LookAsync(IReadOnlyCollection<KeyedRow> rows, CancellationToken cancellationToken)
    {
        var wanted = rows.Select(row => row.Key).ToHashSet(StringComparer.Ordinal);
        var found = new Dictionary<string, List<long>>(StringComparer.Ordinal);
        foreach (var some in rows.DistinctBy(row => row.First, StringComparer.Ordinal).Chunk(KeysPerQuery))
        {
            var bundle = await _tables.RunQueryAsync(_request.TableId, Query(some), cancellationToken).ConfigureAwait(false);
            for (var page = bundle.QueryResult; page?.QueryResults is { } set;
                page = await _tables.NextAsync(_request.TableId, page.NextPageToken, cancellationToken).ConfigureAwait(false))
            {
                foreach (var row in set.Rows.Where(row => row.Values.Take(_key.Columns.Count).All(cell => !string.IsNullOrEmpty(cell))))
                {
                    Note(row);
                }
            }
        }

        return found;

        void Note(Row row)
        {
            if (_key.Of(row.Values.Take(_key.Columns.Count)) is var key && wanted.Contains(key) && row.RowId is { } id)
            {
                (found.TryGetValue(key, out var ids) ? ids : found[key] = []).Add(id);
            }
        }
    }

    private QueryBundleRequest Query(IEnumerable<KeyedRow> rows) => new()
    {
        EntityId = _request.TableId.ToString(),
        Query = new TableQuery { Sql = _key.Query(_request.TableId, rows.Select(row => row.First)) },
        PartMask = Rows,
    };

    private sealed record KeyedRow(string Key, string First, PartialRow Row);
}
