using System.Collections;
using System.Globalization;

namespace SageTasks.Tables;

/// <summary>
/// The columns of a sheet and how each gets its value from one of your rows, in the order of the sheet:
/// <code>
/// var columns = new SheetColumns&lt;Sample&gt;
/// {
///     { "sample", s =&gt; s.Name },
///     { "fastq_1", s =&gt; s.Forward },
///     { "fastq_2", s =&gt; s.Reverse },
///     { "status", s =&gt; s.IsTumour ? 1 : 0 },
/// };
/// </code>
/// Numbers, truth values and times are written independent of culture; null is an empty cell. Nothing is found by reflection.
/// </summary>
/// <typeparam name="T">What one row of the sheet is made from.</typeparam>
public sealed class SheetColumns<T> : IEnumerable<string>
{
    private readonly List<string> _names = [];
    private readonly List<Func<T, string?>> _values = [];

    /// <summary>The names of the columns, in the sheet's order.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Adds a column of text.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="value">Gives the cell; null or empty for an empty one.</param>
    /// <exception cref="ArgumentException">The name is blank or taken.</exception>
    public void Add(string column, Func<T, string?> value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(column);
        ArgumentNullException.ThrowIfNull(value);
        if (_names.Contains(column, StringComparer.Ordinal))
        {
            throw new ArgumentException($"the sheet has a column '{column}' already.", nameof(column));
        }

        _names.Add(column);
        _values.Add(value);
    }

    /// <summary>Adds a column of whole numbers.</summary>
    /// <inheritdoc cref="Add(string, Func{T, string})"/>
    public void Add(string column, Func<T, long?> value) =>
        Add(column, Text(value, static number => number.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Adds a column of decimal numbers, written as they are: 1.50 stays 1.50.</summary>
    /// <inheritdoc cref="Add(string, Func{T, string})"/>
    public void Add(string column, Func<T, decimal?> value) =>
        Add(column, Text(value, static number => number.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Adds a column of floating-point numbers, written in the shortest form that reads back as the same number.</summary>
    /// <inheritdoc cref="Add(string, Func{T, string})"/>
    public void Add(string column, Func<T, double?> value) =>
        Add(column, Text(value, static number => number.ToString("R", CultureInfo.InvariantCulture)));

    /// <summary>Adds a column of <c>true</c> and <c>false</c>.</summary>
    /// <inheritdoc cref="Add(string, Func{T, string})"/>
    public void Add(string column, Func<T, bool?> value) =>
        Add(column, Text(value, static flag => flag ? "true" : "false"));

    /// <summary>Adds a column of points in time, written in UTC as <c>2026-03-01T12:30:00Z</c>, with a fraction where there is one.</summary>
    /// <inheritdoc cref="Add(string, Func{T, string})"/>
    public void Add(string column, Func<T, DateTimeOffset?> value) =>
        Add(column, Text(value, static time => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)));

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => _names.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal string?[] Cells(T row)
    {
        var cells = new string?[_values.Count];
        Fill(row, cells);
        return cells;
    }

    internal void Fill(T row, string?[] cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = _values[i](row);
        }
    }

    private static Func<T, string?> Text<TValue>(Func<T, TValue?> value, Func<TValue, string> format)
        where TValue : struct
    {
        ArgumentNullException.ThrowIfNull(value);
        return row => value(row) is { } present ? format(present) : null;
    }
}
