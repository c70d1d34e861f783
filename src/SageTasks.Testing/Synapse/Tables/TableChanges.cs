namespace SageTasks.Testing.Synapse;

/// <summary>Runs the changes of a transaction on a table or view. Nothing is ever deduplicated: the same transaction twice appends twice.</summary>
internal sealed class TableChanges(
    SynapseStore store, NodeTree tree, Access access, EntityCatalog catalog, Columns columns, TableRows rows, CsvRows csv, ViewUpdates views, TableSources sources)
{
    public TableTransactionResponse Run(JobCall<TableTransactionRequest> call)
    {
        var node = Changeable(call.Caller, call.EntityId ?? call.Body.EntityId);
        var results = (call.Body.Changes ?? []).Select(c => Change(call.Caller, tree.Get(node.Id), c)).ToList();
        var snapshot = call.Body.CreateSnapshot == true ? Snapshot(call.Caller, SynId.Text(node.Id), call.Body.SnapshotOptions ?? new()) : null;
        return new TableTransactionResponse
        {
            ConcreteType = TableTypes.TransactionResult,
            Results = results,
            SnapshotVersionNumber = snapshot?.SnapshotVersionNumber,
        };
    }

    /// <summary>One change outside of a transaction request: the older ways to append and to upload.</summary>
    public TableUpdateResponse RunOne(JobCall<TableUpdateRequest> call, string concreteType) =>
        Change(call.Caller, Changeable(call.Caller, call.EntityId ?? call.Body.EntityId ?? call.Body.TableId), call.Body with { ConcreteType = concreteType });

    public RowReferenceSet DeleteRows(Caller caller, string id, RowSelection selection)
    {
        var node = Changeable(caller, id);
        if (selection.RowIds is not { Count: > 0 } ids)
        {
            throw SynapseError.Invalid("RowSelection.rowIds is required.");
        }

        var change = new RowChangeSet(store, rows, node.Id, sources.ColumnsOf(node), selection.Etag);
        foreach (var rowId in ids)
        {
            change.Apply(new RowChange(rowId, rows.Find(node.Id, rowId)?.Version, null));
        }

        return change.End();
    }

    public SnapshotResponse Snapshot(Caller caller, string id, SnapshotRequest request)
    {
        var node = Changeable(caller, id);
        var source = sources.Of(caller, SynId.Text(node.Id));
        var taken = source.Rows.Select(r => new StoredRow { TableId = node.Id, RowId = r.RowId, Version = r.Version, Values = Cells(source, r) }).ToList();
        store.TableSnapshots.Put(NodeTree.RevisionKey(node.Id, node.Version), new TableSnapshot { TableId = node.Id, Version = node.Version, Rows = taken });
        return new SnapshotResponse { SnapshotVersionNumber = catalog.AddSnapshotVersion(caller, node, request) };
    }

    private TableUpdateResponse Change(Caller caller, Node node, TableUpdateRequest change) => change.ConcreteType switch
    {
        TableTypes.UploadRequest => Rows(caller, node, change, csv.Read(caller, change, sources.ColumnsOf(node)), change.UpdateEtag),
        TableTypes.AppendRequest => Rows(caller, node, change, AppendedRows.Read(ToAppend(change), sources.ColumnsOf(node)), change.ToAppend!.Etag),
        TableTypes.SchemaRequest => Schema(caller, node, change),
        TableTypes.SearchRequest => new TableUpdateResponse { ConcreteType = TableTypes.SearchResult, SearchEnabled = change.SearchEnabled },
        _ => throw SynapseError.Invalid($"Unknown table change: {change.ConcreteType}"),
    };

    private TableUpdateResponse Rows(
        Caller caller, Node node, TableUpdateRequest change, IEnumerable<(RowChange Change, string? Etag)> changes, string? etag)
    {
        var shown = sources.ColumnsOf(node);
        if (EntityKind.Of(node.ConcreteType) != EntityKind.Table)
        {
            return views.Apply(caller, node, shown, changes);
        }

        var applied = new RowChangeSet(store, rows, node.Id, shown, etag);
        long count = 0;
        foreach (var (row, _) in changes)
        {
            applied.Apply(row);
            count++;
        }

        var touched = applied.End(change.ToAppend?.Headers);
        return change.ConcreteType == TableTypes.UploadRequest
            ? new TableUpdateResponse { ConcreteType = TableTypes.UploadResult, RowsProcessed = count, Etag = touched.Etag }
            : new TableUpdateResponse { ConcreteType = TableTypes.AppendResult, RowReferenceSet = touched };
    }

    private TableUpdateResponse Schema(Caller caller, Node node, TableUpdateRequest request)
    {
        var ids = (tree.GetRevision(node).Body.ColumnIds ?? []).ToList();
        foreach (var change in request.Changes ?? [])
        {
            Replace(node, ids, change);
        }

        if (request.OrderedColumnIds is { } ordered)
        {
            if (ordered.Count != ids.Count || ordered.Except(ids, StringComparer.Ordinal).Any())
            {
                throw SynapseError.Invalid("The orderedColumnIds must contain all of the columns of the new schema, and no other.");
            }

            ids = [.. ordered];
        }

        var entity = catalog.SetColumns(caller, node, ids);
        return new TableUpdateResponse { ConcreteType = TableTypes.SchemaResult, Schema = columns.Get(entity.ColumnIds!) };
    }

    private void Replace(Node node, List<string> ids, ColumnChange change)
    {
        var at = change.OldColumnId is { } old ? ids.IndexOf(old) : ids.Count;
        if (at < 0)
        {
            throw SynapseError.Invalid($"Column id: {change.OldColumnId} does not belong to the table.");
        }

        if (change.OldColumnId is not null)
        {
            ids.RemoveAt(at);
        }

        if (change.NewColumnId is not { } newId)
        {
            return;
        }

        var column = columns.Get(newId);
        ids.Insert(at, newId);
        if (EntityKind.Of(node.ConcreteType) != EntityKind.Table)
        {
            return;
        }

        foreach (var row in rows.Of(node.Id).ToList())
        {
            rows.Put(row with { Values = Renamed(row, change.OldColumnId, column) });
        }
    }

    private static Dictionary<string, string> Renamed(StoredRow row, string? old, ColumnModel column)
    {
        var values = new Dictionary<string, string>(row.Values, StringComparer.Ordinal);
        var value = old is not null && values.Remove(old, out var kept) ? kept : null;
        if (CellValues.Check(column, value, row.RowId, 0) is { } converted)
        {
            values[column.Id!] = converted;
        }

        return values;
    }

    private Node Changeable(Caller caller, string? id)
    {
        var node = access.Require(caller, id, "UPDATE");
        return EntityKind.Of(node.ConcreteType).IsTable ? node : throw SynapseError.Invalid($"{id} is not a table or view");
    }

    private static AppendableRowSet ToAppend(TableUpdateRequest change) =>
        change.ToAppend ?? throw SynapseError.Invalid("AppendableRowSetRequest.toAppend is required.");

    private static Dictionary<string, string> Cells(RowSource source, SourceRow row)
    {
        var cells = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < source.Columns.Count; i++)
        {
            if (row.Values[i] is { } value)
            {
                cells[source.Columns[i].Id!] = value;
            }
        }

        return cells;
    }
}
