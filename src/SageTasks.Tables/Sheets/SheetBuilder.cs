namespace SageTasks.Tables;

/// <summary>Writes and checks a sheet row by row; the verdict comes at the end, so that it can name all violations.</summary>
internal sealed class SheetBuilder : IAsyncDisposable
{
    private readonly TableWriter _writer;
    private readonly SheetCheck? _check;
    private readonly string _name;
    private readonly IReadOnlyList<string> _columns;
    private string? _lineBreak;

    public SheetBuilder(Stream stream, IReadOnlyList<string> columns, SampleSheetOptions options)
    {
        var header = new TableHeader(columns, options.FileName);
        _writer = new TableWriter(stream, columns, options.Format);
        _check = options.Schema?.Begin(header, options.Check);
        _name = options.FileName;
        _columns = header.Columns;
    }

    public void Add(string?[] cells)
    {
        Check(cells);
        _writer.Write(cells);
    }

    public ValueTask AddAsync(string?[] cells, CancellationToken cancellationToken)
    {
        Check(cells);
        return _writer.WriteAsync(cells, cancellationToken);
    }

    public void Flush() => _writer.Flush();

    public Task FlushAsync(CancellationToken cancellationToken) => _writer.FlushAsync(cancellationToken);

    public SheetReport Finish()
    {
        var report = _check?.Finish() ?? new SheetReport { RowCount = _writer.RowCount };
        report.ThrowIfInvalid(_name);
        return _lineBreak is null ? report : report with { Warnings = [.. report.Warnings, _lineBreak] };
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private void Check(string?[] cells)
    {
        _check?.Add(cells, line: null);
        for (var i = 0; _lineBreak is null && i < cells.Length; i++)
        {
            if (cells[i].AsSpan().ContainsAny('\r', '\n'))
            {
                _lineBreak = $"row {_writer.RowCount + 1}, column '{_columns[i]}': the value holds a line break, and Nextflow reads a sheet line by line";
            }
        }
    }
}
