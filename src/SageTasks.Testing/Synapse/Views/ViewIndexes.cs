namespace SageTasks.Testing.Synapse;

/// <summary>The indexes of views. They are built lazily: a query that finds one out of date triggers it, and may still see the old one.</summary>
internal sealed class ViewIndexes(SynapseStore store, NodeTree tree, EntityViewRows entities, SubmissionViewRows submissions, Columns columns, TimeSpan lag)
{
    private readonly Dictionary<long, ViewIndex> _indexes = [];

    /// <param name="view">The view.</param>
    /// <param name="stale">How long this query's view goes on as it is; null when nothing delays it more than usual.</param>
    public ViewIndex Get(Node view, TimeSpan? stale)
    {
        var revision = tree.GetRevision(view);
        if (!_indexes.TryGetValue(view.Id, out var index) || !index.Columns.Select(c => c.Id).SequenceEqual(revision.Body.ColumnIds ?? [], StringComparer.Ordinal))
        {
            return Build(view, revision);
        }

        if (index.ChangeNumber == store.ChangeNumber)
        {
            return index;
        }

        var wait = stale ?? lag;
        if (stale is null && wait <= TimeSpan.Zero && index.DueOn is null)
        {
            return Build(view, revision);
        }

        if (index.DueOn is { } due)
        {
            return store.Now >= due ? Build(view, revision) : index;
        }

        return _indexes[view.Id] = index with { DueOn = store.Now + wait };
    }

    private ViewIndex Build(Node view, Revision revision)
    {
        var shown = columns.Get(revision.Body.ColumnIds ?? []);
        return _indexes[view.Id] = new ViewIndex
        {
            Columns = shown,
            Rows = EntityKind.Of(view.ConcreteType) == EntityKind.SubmissionView ? submissions.Read(revision, shown) : entities.Read(revision, shown),
            BuiltOn = store.Now,
            ChangeNumber = store.ChangeNumber,
        };
    }
}
