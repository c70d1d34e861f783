namespace SageTasks.Testing.Synapse;

/// <summary>What a query runs over: the rows of a table, of a snapshot or of a view's index.</summary>
internal sealed class RowSource
{
    private readonly Dictionary<string, int> _index = new(StringComparer.OrdinalIgnoreCase);

    public RowSource(string tableId, string? etag, IReadOnlyList<ColumnModel> columns, IReadOnlyList<SourceRow> rows, DateTimeOffset lastUpdatedOn)
    {
        (TableId, Etag, Columns, Rows, LastUpdatedOn) = (tableId, etag, columns, rows, lastUpdatedOn);
        for (var i = 0; i < columns.Count; i++)
        {
            _index[columns[i].Name!] = i;
        }
    }

    public string TableId { get; }

    /// <summary>The etag of a table's last change; null when it never changed, and for views and snapshots.</summary>
    public string? Etag { get; }

    /// <summary>Whether each row is an entity or a submission with an etag of its own.</summary>
    public bool IsView { get; init; }

    public IReadOnlyList<ColumnModel> Columns { get; }

    public IReadOnlyList<SourceRow> Rows { get; }

    public DateTimeOffset LastUpdatedOn { get; }

    /// <summary>The column of that name; null for the row's own id, version and etag, which have none.</summary>
    public ColumnModel? Column(string name)
    {
        if (_index.TryGetValue(name, out var at))
        {
            return Columns[at];
        }

        return IsMeta(name) ? null : throw SynapseError.Invalid($"Unknown column {name}");
    }

    public string? Value(SourceRow row, string name) => _index.TryGetValue(name, out var at) ? row.Values[at] : name.ToUpperInvariant() switch
    {
        "ROW_ID" => SynId.Number(row.RowId),
        "ROW_VERSION" => SynId.Number(row.Version),
        "ROW_ETAG" => row.Etag,
        _ => throw SynapseError.Invalid($"Unknown column {name}"),
    };

    private static bool IsMeta(string name) => name.ToUpperInvariant() is "ROW_ID" or "ROW_VERSION" or "ROW_ETAG";
}
