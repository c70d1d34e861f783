namespace SageTasks.Testing.Synapse;

/// <summary>Changes annotations through a view. Each entity succeeds or fails by itself.</summary>
internal sealed class ViewUpdates(SynapseStore store, NodeTree tree, EntityCatalog catalog, SubmissionBook submissions)
{
    public TableUpdateResponse Apply(
        Caller caller, Node view, IReadOnlyList<ColumnModel> columns, IEnumerable<(RowChange Change, string? Etag)> changes)
    {
        var byId = columns.ToDictionary(c => c.Id!, StringComparer.Ordinal);
        var isSubmissions = EntityKind.Of(view.ConcreteType) == EntityKind.SubmissionView;
        return new TableUpdateResponse
        {
            ConcreteType = TableTypes.EntityResults,
            UpdateResults = [.. changes.Select(c => Apply(caller, c.Change, c.Etag, byId, isSubmissions))],
        };
    }

    private EntityUpdateResult Apply(Caller caller, RowChange change, string? etag, Dictionary<string, ColumnModel> columns, bool isSubmission)
    {
        var id = change.RowId ?? throw SynapseError.Invalid("Rows of a view cannot be added; each row needs its id.");
        var result = new EntityUpdateResult { EntityId = isSubmission ? SynId.Number(id) : SynId.Text(id) };
        try
        {
            if (string.IsNullOrEmpty(etag))
            {
                throw SynapseError.Invalid($"The etag must be included to update {result.EntityId}.");
            }

            if (isSubmission)
            {
                submissions.Annotate(caller, SynId.Number(id), etag, current => Merged(current, change, columns));
            }
            else
            {
                Annotate(caller, id, etag, change, columns);
            }

            return result;
        }
        catch (SynapseError error)
        {
            return result with { FailureCode = CodeOf(error.Status), FailureMessage = error.Message };
        }
    }

    private void Annotate(Caller caller, long id, string etag, RowChange change, Dictionary<string, ColumnModel> columns)
    {
        var revision = tree.GetRevision(tree.Get(id));
        catalog.UpdateAnnotations(caller, SynId.Text(id), new Annotations { Etag = etag, Map = Merged(revision.Annotations, change, columns) });
    }

    private Dictionary<string, AnnotationsValue> Merged(
        Dictionary<string, AnnotationsValue>? current, RowChange change, Dictionary<string, ColumnModel> columns)
    {
        var merged = new Dictionary<string, AnnotationsValue>(current ?? [], StringComparer.Ordinal);
        var fields = ViewColumns.Defaults("entityview", 1).Concat(ViewColumns.Defaults("submissionview", 0)).Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        var at = 0;
        foreach (var (columnId, cell) in change.Cells ?? [])
        {
            var column = columns.GetValueOrDefault(columnId) ?? store.Columns.Find(columnId)
                ?? throw SynapseError.Invalid($"'{columnId}' is not a column of the view.");
            if (fields.Contains(column.Name))
            {
                continue;
            }

            if (CellValues.Check(column, cell, change.RowId ?? 0, at++) is { } value)
            {
                merged[column.Name!] = ToAnnotation(column, value);
            }
            else
            {
                merged.Remove(column.Name!);
            }
        }

        return merged;
    }

    private static AnnotationsValue ToAnnotation(ColumnModel column, string value) => new()
    {
        Type = column.ColumnType switch
        {
            "INTEGER" or "INTEGER_LIST" or "USERID" or "USERID_LIST" => "LONG",
            "DOUBLE" => "DOUBLE",
            "BOOLEAN" or "BOOLEAN_LIST" => "BOOLEAN",
            "DATE" or "DATE_LIST" => "TIMESTAMP_MS",
            _ => "STRING",
        },
        Value = ColumnTypes.IsList(column.ColumnType) ? [.. SqlValues.Items(value)] : [value],
    };

    private static string CodeOf(int status) => status switch
    {
        404 => "NOT_FOUND",
        403 => "UNAUTHORIZED",
        412 => "CONCURRENT_UPDATE",
        400 => "ILLEGAL_ARGUMENT",
        _ => "UNKNOWN",
    };
}
