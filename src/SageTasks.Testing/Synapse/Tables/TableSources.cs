namespace SageTasks.Testing.Synapse;

/// <summary>Finds what a query runs over.</summary>
internal sealed class TableSources(SynapseStore store, NodeTree tree, Access access, Columns columns, TableRows rows, ViewIndexes indexes)
{
    /// <param name="caller">Who asks.</param>
    /// <param name="id">A table or view, such as <c>syn123</c>, or one of its snapshots, such as <c>syn123.4</c>.</param>
    /// <param name="stale">How long a view's index goes on as it is; null for as usual.</param>
    public RowSource Of(Caller caller, string id, TimeSpan? stale = null)
    {
        var (number, version) = SynId.ParseVersioned(id);
        var node = access.Require(caller, tree.Get(number), "READ");
        var kind = EntityKind.Of(node.ConcreteType);
        if (!kind.IsTable)
        {
            throw SynapseError.Invalid($"{SynId.Text(number)} is not a table or view");
        }

        if (kind == EntityKind.MaterializedView || kind == EntityKind.VirtualTable)
        {
            throw SynapseError.Invalid($"LocalSynapse does not work out a {kind.Type}; query the tables that it is defined by.");
        }

        if (kind == EntityKind.Table)
        {
            access.Require(caller, node, "DOWNLOAD");
        }

        if (version is not null && version != node.Version)
        {
            return Snapshot(node, version.Value);
        }

        return kind == EntityKind.Table ? Table(node) : View(caller, node, kind, stale);
    }

    public IReadOnlyList<ColumnModel> ColumnsOf(Node node, long? version = null) => columns.Get(tree.GetRevision(node, version).Body.ColumnIds ?? []);

    private RowSource Table(Node node)
    {
        var (shown, state) = (ColumnsOf(node), rows.State(node.Id));
        return new RowSource(SynId.Text(node.Id), state.Etag.Length == 0 ? null : state.Etag, shown, ToRows(rows.Of(node.Id), shown), state.ModifiedOn);
    }

    private RowSource Snapshot(Node node, long version)
    {
        var snapshot = store.TableSnapshots.Find(NodeTree.RevisionKey(node.Id, version))
            ?? throw SynapseError.NotFound($"Snapshot not found for: {SynId.Text(node.Id)}.{version}");
        var shown = ColumnsOf(node, version);
        return new RowSource(SynId.Text(node.Id), null, shown, ToRows(snapshot.Rows, shown), tree.GetRevision(node, version).ModifiedOn);
    }

    private RowSource View(Caller caller, Node node, EntityKind kind, TimeSpan? stale)
    {
        var index = indexes.Get(node, stale);
        bool MayRead(SourceRow row) => kind == EntityKind.SubmissionView
            ? store.Submissions.Find(SynId.Number(row.RowId)) is { } submission && store.Evaluations.Find(submission.EvaluationId!)?.OwnerId == caller.IdText
            : tree.Find(row.RowId) is { } entity && !tree.IsTrashed(entity) && access.Has(caller, entity, "READ");
        return new RowSource(SynId.Text(node.Id), null, index.Columns, [.. index.Rows.Where(MayRead)], index.BuiltOn) { IsView = true };
    }

    private static List<SourceRow> ToRows(IReadOnlyCollection<StoredRow> stored, IReadOnlyList<ColumnModel> shown)
    {
        var ids = shown.Select(c => c.Id!).ToArray();
        return [.. stored.Select(r => new SourceRow(r.RowId, r.Version, null, Array.ConvertAll(ids, id => r.Values.GetValueOrDefault(id))))];
    }
}
