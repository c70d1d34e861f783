using System.Text.Json;

namespace SageTasks.Testing.Synapse;

/// <summary>The columns. Equal columns are one column, whoever makes them, so making one again is harmless.</summary>
internal sealed class Columns
{
    private const long MaxBytesPerPage = 512_000;

    private readonly SynapseStore _store;
    private readonly Dictionary<string, ColumnModel> _byContent = new(StringComparer.Ordinal);

    public Columns(SynapseStore store)
    {
        _store = store;
        store.Columns.Watch(Follow);
    }

    public ColumnModel GetOrAdd(ColumnModel request)
    {
        var column = ColumnTypes.Normalize(request);
        if (_byContent.TryGetValue(Content(column), out var known))
        {
            return known;
        }

        var added = column with { Id = SynId.Number(_store.NextId("column", 80001)) };
        _store.Columns.Put(added.Id, added);
        return added;
    }

    public ColumnModel Get(string id) => _store.Columns.Find(id) ?? throw SynapseError.NotFound($"ColumnModel with id {id} does not exist.");

    public IReadOnlyList<ColumnModel> Get(IEnumerable<string> ids) => [.. ids.Select(Get)];

    public PaginatedColumnModels WithPrefix(string prefix, int offset, int limit)
    {
        var all = _store.Columns.All.Where(c => c.Name!.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .OrderBy(c => c.Name, StringComparer.Ordinal).ToList();
        return new PaginatedColumnModels { Results = [.. all.Skip(offset).Take(limit)], TotalNumberOfResults = all.Count };
    }

    public TableBundle Bundle(IReadOnlyList<string> ids)
    {
        var columns = Get(ids);
        return new TableBundle { ColumnModels = columns, MaxRowsPerPage = MaxRowsPerPage(columns) };
    }

    /// <summary>How many rows fit into one page of a query, by the largest size that each value can have.</summary>
    public static long MaxRowsPerPage(IReadOnlyList<ColumnModel> columns) => MaxBytesPerPage / Math.Max(1, columns.Sum(MaxBytes));

    private static long MaxBytes(ColumnModel column) => column.ColumnType switch
    {
        "STRING" or "LINK" => 4 * (column.MaximumSize ?? 50),
        "STRING_LIST" => 4 * (column.MaximumSize ?? 50) * (column.MaximumListLength ?? 100),
        "MEDIUMTEXT" or "LARGETEXT" or "JSON" => 8000,
        "BOOLEAN" => 5,
        "ENTITYID" => 44,
        _ when ColumnTypes.IsList(column.ColumnType) => 20 * (column.MaximumListLength ?? 100),
        _ => 23,
    };

    private static string Content(ColumnModel column) => JsonSerializer.Serialize(column with { Id = null }, SynapseJson.Default.ColumnModel);

    private void Follow(ColumnModel? old, ColumnModel? now)
    {
        if (old is not null)
        {
            _byContent.Remove(Content(old));
        }

        if (now is not null)
        {
            _byContent[Content(now)] = now;
        }
    }
}
