using System.Text;
using CsvHelper;

namespace SageTasks.Tables;

/// <summary>
/// Writes a table as CSV or TSV so that equal tables are equal bytes: RFC 4180 with LF line ends, UTF-8 without a byte order mark,
/// the header first, quotes only where a value needs them. Rows are written as they come. Dispose the writer to finish; the
/// stream stays open.
/// </summary>
public sealed class TableWriter : IAsyncDisposable
{
    private readonly CsvWriter _csv;
    private readonly string[] _columns;
    private bool _headerWritten;

    /// <summary>Creates a writer of a table.</summary>
    /// <param name="stream">Where the text goes.</param>
    /// <param name="columns">The column names; at least one, none blank, no two the same.</param>
    /// <param name="format">The form of the text.</param>
    /// <exception cref="TableFormatException">A name is blank or occurs twice, or there is none.</exception>
    public TableWriter(Stream stream, IReadOnlyList<string> columns, TableFormat format = TableFormat.Csv)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _columns = [.. new TableHeader(columns).Columns];
        _csv = CsvWriter.Create(
            stream,
            new CsvWriterOptions { Separator = format == TableFormat.Tsv ? '\t' : ',', NewLine = "\n" },
            leaveOpen: true);
    }

    /// <summary>How many rows have been written, the header not counted.</summary>
    public long RowCount { get; private set; }

    /// <summary>Writes a row.</summary>
    /// <param name="values">One value for each column; null and empty both give an empty cell.</param>
    /// <param name="cancellationToken">Stops writing to the stream.</param>
    /// <exception cref="TableFormatException">There are more or fewer values than columns, or one is no valid Unicode.</exception>
    public ValueTask WriteAsync(ReadOnlyMemory<string?> values, CancellationToken cancellationToken = default)
    {
        WriteRow(values.Span);
        return _csv.EndRecordAsync(cancellationToken);
    }

    /// <summary>Writes a row's cells in the order of this writer's columns.</summary>
    /// <param name="row">A row that has every column of this writer; further columns are left out.</param>
    /// <param name="cancellationToken">Stops writing to the stream.</param>
    /// <exception cref="TableFormatException">The row lacks a column.</exception>
    public ValueTask WriteAsync(TableRow row, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(row);
        return WriteAsync(Array.ConvertAll(_columns, column => row[column]), cancellationToken);
    }

    /// <summary>Writes what is buffered to the stream; a table without rows gets its header.</summary>
    /// <param name="cancellationToken">Stops writing to the stream.</param>
    public Task FlushAsync(CancellationToken cancellationToken = default)
    {
        WriteHeaderOnce();
        return _csv.FlushAsync(cancellationToken).AsTask();
    }

    /// <summary>Finishes the table and leaves the stream open.</summary>
    public async ValueTask DisposeAsync()
    {
        WriteHeaderOnce();
        await _csv.DisposeAsync().ConfigureAwait(false);
    }

    internal void Write(ReadOnlySpan<string?> values)
    {
        WriteRow(values);
        _csv.EndRecord();
    }

    internal void Flush()
    {
        WriteHeaderOnce();
        _csv.Flush();
    }

    private void WriteRow(ReadOnlySpan<string?> values)
    {
        WriteHeaderOnce();
        if (values.Length != _columns.Length)
        {
            throw new TableFormatException($"row {RowCount + 1} has {values.Length} values for {_columns.Length} columns ({string.Join(", ", _columns)}).");
        }

        WriteRecord(values);
        RowCount++;
    }

    private void WriteHeaderOnce()
    {
        if (!_headerWritten)
        {
            _headerWritten = true;
            WriteRecord(_columns);
            _csv.EndRecord();
        }
    }

    private void WriteRecord(ReadOnlySpan<string?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!IsUnicode(values[i]))
            {
                throw new TableFormatException("the value holds half of a surrogate pair, which no UTF-8 text can hold.", column: _columns[i], value: values[i]);
            }

            _csv.WriteField(values[i]);
        }
    }

    // The library would write U+FFFD instead, so that two different tables got the same digest.
    private static bool IsUnicode(ReadOnlySpan<char> value)
    {
        while (value.IndexOfAnyInRange('\uD800', '\uDFFF') is >= 0 and var at)
        {
            if (Rune.DecodeFromUtf16(value[at..], out _, out var consumed) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            value = value[(at + consumed)..];
        }

        return true;
    }
}
