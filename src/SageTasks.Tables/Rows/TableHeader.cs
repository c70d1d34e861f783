using System.Collections.Frozen;

namespace SageTasks.Tables;

/// <summary>
/// The column names of a table, shared by all of its rows. Names are compared exactly, case included; no two are the same and
/// none is blank.
/// </summary>
public sealed class TableHeader
{
    private readonly string[] _columns;
    private readonly FrozenDictionary<string, int> _index;

    /// <summary>Creates the header of a table.</summary>
    /// <param name="columns">The names, in the table's order; at least one.</param>
    /// <param name="source">What errors call the table, such as its file name or Synapse id.</param>
    /// <exception cref="TableFormatException">A name is blank or occurs twice, or there is none.</exception>
    public TableHeader(IEnumerable<string> columns, string? source = null)
        : this([.. columns ?? throw new ArgumentNullException(nameof(columns))], source, line: null)
    {
    }

    internal TableHeader(string[] columns, string? source, long? line)
    {
        _columns = columns;
        Source = source;
        var index = new Dictionary<string, int>(columns.Length, StringComparer.Ordinal);
        for (var i = 0; i < columns.Length; i++)
        {
            Require(!string.IsNullOrWhiteSpace(columns[i]), $"the name of column {i + 1} of {columns.Length} is blank.", line);
            Require(index.TryAdd(columns[i], i), $"the column '{columns[i]}' occurs twice in the header.", line);
        }

        Require(columns.Length > 0, "there is no header: a table starts with a row of column names.", line);
        _index = index.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The column names, in the table's order.</summary>
    public IReadOnlyList<string> Columns => _columns;

    /// <summary>How many columns there are.</summary>
    public int Count => _columns.Length;

    /// <summary>What errors call the table; null where nobody named it.</summary>
    public string? Source { get; }

    /// <summary>Whether there is a column of exactly this name.</summary>
    public bool Contains(string column) => _index.ContainsKey(column);

    /// <summary>The position of a column, from 0; -1 where there is none of that name.</summary>
    public int IndexOf(string column) => _index.TryGetValue(column, out var position) ? position : -1;

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", _columns);

    internal int Find(string column, long? line)
    {
        ArgumentNullException.ThrowIfNull(column);
        return _index.TryGetValue(column, out var position) ? position : throw Missing(column, line);
    }

    private TableFormatException Missing(string column, long? line)
    {
        var near = Array.Find(_columns, name => string.Equals(name.Trim(), column.Trim(), StringComparison.OrdinalIgnoreCase));
        var advice = near is null ? $"the columns are {this}." : $"did you mean '{near}'?";
        return new TableFormatException($"there is no column '{column}'; {advice}", Source, line, column, value: null);
    }

    private void Require(bool holds, string problem, long? line)
    {
        if (!holds)
        {
            throw new TableFormatException(problem, Source, line, column: null, value: null);
        }
    }
}
