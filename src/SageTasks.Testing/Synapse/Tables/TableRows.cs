namespace SageTasks.Testing.Synapse;

/// <summary>The rows of every table, in the order of their ids.</summary>
internal sealed class TableRows
{
    private readonly SynapseStore _store;
    private readonly Dictionary<long, SortedDictionary<long, StoredRow>> _rows = [];

    public TableRows(SynapseStore store)
    {
        _store = store;
        store.Rows.Watch(Follow);
    }

    public IReadOnlyCollection<StoredRow> Of(long tableId) => _rows.TryGetValue(tableId, out var rows) ? rows.Values : [];

    public StoredRow? Find(long tableId, long rowId) => _rows.TryGetValue(tableId, out var rows) ? rows.GetValueOrDefault(rowId) : null;

    public TableState State(long tableId) => _store.TableStates.Find(tableId)
        ?? new TableState { TableId = tableId, Etag = "", LastRowId = 0, LastVersion = 0, ModifiedOn = _store.Now };

    public void Put(StoredRow row) => _store.Rows.Put(Key(row), row);

    public void Remove(StoredRow row) => _store.Rows.Remove(Key(row));

    private static string Key(StoredRow row) => $"{row.TableId}/{row.RowId}";

    private void Follow(StoredRow? old, StoredRow? now)
    {
        if (old is not null)
        {
            _rows[old.TableId].Remove(old.RowId);
        }

        if (now is null)
        {
            return;
        }

        if (!_rows.TryGetValue(now.TableId, out var rows))
        {
            _rows[now.TableId] = rows = [];
        }

        rows[now.RowId] = now;
    }
}
