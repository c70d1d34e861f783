namespace SageTasks.Testing.Synapse;

/// <summary>Applies one change to the rows of a table. All of its rows get the same new version.</summary>
internal sealed class RowChangeSet
{
    private readonly SynapseStore _store;
    private readonly TableRows _rows;
    private readonly Dictionary<string, ColumnModel> _columns;
    private readonly TableState _before;
    private readonly List<RowReference> _touched = [];
    private readonly string? _etag;
    private long _lastRowId;
    private (long Added, long Updated, long Deleted) _counts;

    /// <param name="store">The store.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="tableId">The table.</param>
    /// <param name="columns">The table's columns.</param>
    /// <param name="etag">The etag that the caller knows; whoever changes rows must know it, or each row's version.</param>
    public RowChangeSet(SynapseStore store, TableRows rows, long tableId, IReadOnlyList<ColumnModel> columns, string? etag)
    {
        (_store, _rows, _etag) = (store, rows, etag);
        _columns = columns.ToDictionary(c => c.Id!, StringComparer.Ordinal);
        _before = rows.State(tableId);
        _lastRowId = _before.LastRowId;
        if (!string.IsNullOrEmpty(etag) && etag != _before.Etag)
        {
            throw SynapseError.Stale(SynId.Text(tableId));
        }
    }

    private long Version => _before.LastVersion + 1;

    public void Apply(RowChange change)
    {
        var current = change.RowId is { } id ? Current(id, change) : null;
        if (change.Cells is null)
        {
            Delete(current ?? throw SynapseError.Invalid("A row without values and without an id cannot be added."));
        }
        else
        {
            Put(current, change.Cells);
        }
    }

    /// <summary>Ends the change and says which rows it touched.</summary>
    public RowReferenceSet End(IReadOnlyList<SelectColumn>? headers = null)
    {
        var state = _before with { Etag = SynapseStore.NewEtag(), LastRowId = _lastRowId, LastVersion = Version, ModifiedOn = _store.Now };
        _store.TableStates.Put(state.TableId, state);
        var id = SynId.Text(state.TableId);
        _store.Record("table.rowsChanged", id, new TableEntry
        {
            TableId = id,
            Added = _counts.Added,
            Updated = _counts.Updated,
            Deleted = _counts.Deleted,
            Etag = state.Etag,
        }, SynapseJson.Default.TableEntry);
        return new RowReferenceSet { TableId = id, Etag = state.Etag, Headers = headers, Rows = _touched };
    }

    private StoredRow Current(long id, RowChange change)
    {
        var row = _rows.Find(_before.TableId, id) ?? throw SynapseError.Invalid($"Row id: {id} does not exist in this table.");
        if (change is { Version: null, IsPartial: false } && string.IsNullOrEmpty(_etag))
        {
            throw SynapseError.Invalid("A RowSet etag or a row version is required to change rows.");
        }

        return change.Version is null || change.Version == row.Version ? row : throw SynapseError.Invalid(
            $"Row id: {id} has been changed since last read.  Please get the latest value for this row and then attempt to update it again.");
    }

    private void Put(StoredRow? current, Dictionary<string, string?> cells)
    {
        var id = current?.RowId ?? ++_lastRowId;
        var values = current is null ? Defaults() : new Dictionary<string, string>(current.Values, StringComparer.Ordinal);
        var at = 0;
        foreach (var (columnId, cell) in cells)
        {
            if (!_columns.TryGetValue(columnId, out var column))
            {
                throw SynapseError.Invalid($"PartialRow.value.key: '{columnId}' is not a valid column ID for row ID: {id}");
            }

            if (CellValues.Check(column, cell, id, at++) is { } value)
            {
                values[columnId] = value;
            }
            else
            {
                values.Remove(columnId);
            }
        }

        _rows.Put(new StoredRow { TableId = _before.TableId, RowId = id, Version = Version, Values = values });
        _touched.Add(new RowReference { RowId = id, VersionNumber = Version });
        _counts = current is null ? _counts with { Added = _counts.Added + 1 } : _counts with { Updated = _counts.Updated + 1 };
    }

    private void Delete(StoredRow row)
    {
        _rows.Remove(row);
        _touched.Add(new RowReference { RowId = row.RowId, VersionNumber = Version });
        _counts = _counts with { Deleted = _counts.Deleted + 1 };
    }

    private Dictionary<string, string> Defaults() =>
        _columns.Values.Where(c => c.DefaultValue is not null).ToDictionary(c => c.Id!, c => c.DefaultValue!, StringComparer.Ordinal);
}
