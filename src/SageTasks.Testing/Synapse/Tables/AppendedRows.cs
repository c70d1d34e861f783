using System.Text.Json;

namespace SageTasks.Testing.Synapse;

/// <summary>Reads row changes from a <c>RowSet</c> or a <c>PartialRowSet</c>.</summary>
internal static class AppendedRows
{
    public static IEnumerable<(RowChange Change, string? Etag)> Read(AppendableRowSet set, IReadOnlyList<ColumnModel> columns)
    {
        if (set.Rows is not { Count: > 0 } rows)
        {
            throw SynapseError.Invalid("RowSet.rows must contain at least one row.");
        }

        return set.ConcreteType switch
        {
            TableTypes.PartialRowSet => rows.Select(Partial),
            TableTypes.RowSet => Whole(set, rows, columns),
            _ => throw SynapseError.Invalid($"Unknown AppendableRowSet: {set.ConcreteType}"),
        };
    }

    private static (RowChange, string?) Partial(AppendableRow row)
    {
        var cells = new Dictionary<string, string?>(StringComparer.Ordinal);
        var etag = row.Etag;
        foreach (var pair in row.Values ?? [])
        {
            var key = Text(pair.GetProperty("key"u8)) ?? throw SynapseError.Invalid("PartialRow.values needs keys.");
            var value = pair.TryGetProperty("value"u8, out var element) ? Text(element) : null;
            if (key is "etag" or "ROW_ETAG")
            {
                etag = value;
            }
            else
            {
                cells[key] = value;
            }
        }

        return (new RowChange(row.RowId, null, cells) { IsPartial = true }, etag);
    }

    private static IEnumerable<(RowChange, string?)> Whole(AppendableRowSet set, IReadOnlyList<AppendableRow> rows, IReadOnlyList<ColumnModel> columns)
    {
        var headers = set.Headers ?? throw SynapseError.Invalid("RowSet.headers is required.");
        var ids = headers.Select(h => h.Id ?? columns.FirstOrDefault(c => c.Name == h.Name)?.Id
            ?? throw SynapseError.Invalid($"The header '{h.Name}' is not a column of the table.")).ToArray();
        foreach (var row in rows)
        {
            if (row.Values is not { Count: > 0 } values)
            {
                yield return (new RowChange(row.RowId, row.VersionNumber, null), row.Etag);
            }
            else if (values.Count != ids.Length)
            {
                throw SynapseError.Invalid($"Row.value size must be equal to the number of columns: {ids.Length}, but is {values.Count}.");
            }
            else
            {
                yield return (new RowChange(row.RowId, row.VersionNumber, ids.Zip(values.Select(Text)).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal)), row.Etag);
            }
        }
    }

    private static string? Text(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => element.GetString(),
        _ => throw SynapseError.Invalid($"Row values are strings; {element.GetRawText()} is not."),
    };
}
