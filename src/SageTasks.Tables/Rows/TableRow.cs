using System.Text;
using System.Text.Json;

namespace SageTasks.Tables;

/// <summary>
/// One row of a table: cells of text under the table's column names, read by name and as types. A cell that is empty is missing:
/// it has no value. Rows come from CSV and TSV (<see cref="TableReader"/>), from any source of names and texts such as a query's
/// result (the constructor), and from annotations (<see cref="FromAnnotations"/>).
/// </summary>
public sealed partial class TableRow
{
    private readonly string?[] _values;

    /// <summary>Creates a row of a table.</summary>
    /// <param name="header">The table's columns, shared by its rows.</param>
    /// <param name="values">The cells, one for each column; null or empty where there is no value.</param>
    /// <param name="line">The line of the input that the row starts on, from 1; null where it did not come from a text.</param>
    /// <exception cref="TableFormatException">There are more or fewer cells than columns.</exception>
    public TableRow(TableHeader header, IReadOnlyList<string?> values, long? line = null)
        : this(header, Copy(values), line)
    {
        ArgumentNullException.ThrowIfNull(header);
        if (_values.Length != header.Count)
        {
            throw Ragged(header, _values.Length, line);
        }
    }

    internal TableRow(TableHeader header, string?[] values, long? line)
    {
        Header = header;
        _values = values;
        Line = line;
    }

    /// <summary>The table's columns.</summary>
    public TableHeader Header { get; }

    /// <summary>The line of the input that the row starts on, from 1, the header being line 1; null where there is no text.</summary>
    public long? Line { get; }

    /// <summary>The cells in the order of <see cref="TableHeader.Columns"/>; null where a cell is empty.</summary>
    public IReadOnlyList<string?> Values => _values;

    internal string?[] Cells => _values;

    /// <summary>The text of a cell; null where the cell is empty.</summary>
    /// <param name="column">The exact name of a column of the table.</param>
    /// <exception cref="TableFormatException">There is no column of that name.</exception>
    public string? this[string column] => _values[Header.Find(column, Line)];

    /// <summary>The text of a cell; null where the cell is empty, and also where the table has no such column.</summary>
    /// <param name="column">The exact name of a column that the table may have.</param>
    public string? Find(string column) => Header.IndexOf(column) is >= 0 and var position ? _values[position] : null;

    /// <summary>
    /// A row made of annotations: keys with a list of values each. One value is the cell's text; several are a JSON array, which
    /// <see cref="GetList"/> reads back; none is an empty cell.
    /// </summary>
    /// <param name="annotations">The keys and their values.</param>
    /// <param name="header">The columns wanted, for a table of many such rows; null for the keys in ordinal order. Keys that are not columns are left out.</param>
    /// <param name="source">What errors call the row, such as an entity's id; not used when <paramref name="header"/> is given.</param>
    public static TableRow FromAnnotations(
        IReadOnlyDictionary<string, IReadOnlyList<string>> annotations,
        TableHeader? header = null,
        string? source = null)
    {
        ArgumentNullException.ThrowIfNull(annotations);
        header ??= new TableHeader(annotations.Keys.Order(StringComparer.Ordinal), source);
        var values = new string?[header.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = annotations.TryGetValue(header.Columns[i], out var list) ? Cell(list) : null;
        }

        return new TableRow(header, values, line: null);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join(", ", Header.Columns.Zip(_values, (column, value) => $"{column}={value}"));

    internal static TableFormatException Ragged(TableHeader header, int cells, long? line) =>
        new($"the row has {cells} cells, the header has {header.Count} columns ({header}).", header.Source, line);

    private static string?[] Copy(IReadOnlyList<string?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var copy = new string?[values.Count];
        for (var i = 0; i < copy.Length; i++)
        {
            copy[i] = string.IsNullOrEmpty(values[i]) ? null : values[i];
        }

        return copy;
    }

    private static string? Cell(IReadOnlyList<string> values) => values switch
    {
        [] or [""] => null,
        [var only] when !only.StartsWith('[') => only,
        _ => JsonList(values),
    };

    private static string JsonList(IReadOnlyList<string> values)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartArray();
            foreach (var value in values)
            {
                json.WriteStringValue(value);
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
