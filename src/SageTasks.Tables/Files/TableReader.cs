using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using CsvHelper;

namespace SageTasks.Tables;

/// <summary>
/// Reads CSV and TSV row by row, in memory that does not grow with the table. The first row is the header. Byte order marks are
/// honoured, quoted cells may hold separators and line breaks, blank lines are passed over. Anything else that is odd (a row with
/// more or fewer cells than the header, a column named twice, a stray quote, bytes that are no UTF-8) is a
/// <see cref="TableFormatException"/> that names the line.
/// </summary>
public static class TableReader
{
    private static readonly TableReadOptions Defaults = new();

    /// <summary>Reads the rows of a table from a stream, which stays open.</summary>
    /// <param name="stream">The text, from its current position: UTF-8, or what its byte order mark says.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="TableFormatException">The text is not a table; the message names the line.</exception>
    public static async IAsyncEnumerable<TableRow> ReadAsync(
        Stream stream,
        TableReadOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        options ??= Defaults;
        var reader = CsvReader.Create(stream, CsvOptions(options), leaveOpen: true);
        await using var closing = reader.ConfigureAwait(false);
        TableHeader? header = null;
        while (await AdvanceAsync(reader, options, cancellationToken).ConfigureAwait(false))
        {
            if (header is null)
            {
                header = Header(reader, options);
            }
            else
            {
                yield return Row(reader, header);
            }
        }

        _ = header ?? Empty(options);
    }

    /// <summary>Reads a table from a stream and makes each row a value of your own.</summary>
    /// <typeparam name="T">What a row becomes.</typeparam>
    /// <param name="stream">The text, from its current position; it stays open.</param>
    /// <param name="projection">Makes the value of a row; an error it meets in a cell already names line and column.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="TableFormatException">The text is not a table, or a cell is not what the projection asks for.</exception>
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        Stream stream,
        Func<TableRow, T> projection,
        TableReadOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(projection);
        await foreach (var row in ReadAsync(stream, options, cancellationToken).ConfigureAwait(false))
        {
            yield return projection(row);
        }
    }

    /// <summary>Reads the rows of a file; its name decides between CSV and TSV where the options do not.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="TableFormatException">The file is not a table; the message names the line.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async IAsyncEnumerable<TableRow> ReadFileAsync(
        string path,
        TableReadOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= Defaults;
        options = options with
        {
            Format = options.Format ?? TableReadOptions.FromName(path),
            Name = options.Name ?? Path.GetFileName(path),
        };
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await using var closing = file.ConfigureAwait(false);
        await foreach (var row in ReadAsync(file, options, cancellationToken).ConfigureAwait(false))
        {
            yield return row;
        }
    }

    /// <summary>Reads the rows of a table that is held in a string.</summary>
    /// <param name="text">The table.</param>
    /// <param name="options">How to read it.</param>
    /// <exception cref="TableFormatException">The text is not a table; the message names the line.</exception>
    public static IEnumerable<TableRow> Parse(string text, TableReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        options ??= Defaults;
        using var reader = CsvReader.FromText(text, CsvOptions(options));
        TableHeader? header = null;
        while (Advance(reader, options))
        {
            if (header is null)
            {
                header = Header(reader, options);
            }
            else
            {
                yield return Row(reader, header);
            }
        }

        _ = header ?? Empty(options);
    }

    // The header is read as an ordinary record, so that its rules and its line number are ours.
    private static CsvReaderOptions CsvOptions(TableReadOptions options) => new()
    {
        Separator = options.Separator,
        HasHeader = false,
        DetectSeparatorHint = false,
        MalformedData = CsvMalformedDataHandling.Throw,
        TrackLineNumbers = true,
        TrimWhitespace = options.TrimWhitespace,
        MaxRecordSize = options.MaxRowBytes,
        Encoding = Encoding.UTF8,
    };

    private static async ValueTask<bool> AdvanceAsync(CsvReader reader, TableReadOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (CsvFormatException e)
        {
            throw Malformed(e, options);
        }
    }

    private static bool Advance(CsvReader reader, TableReadOptions options)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException e)
        {
            throw Malformed(e, options);
        }
    }

    private static TableHeader Header(CsvReader reader, TableReadOptions options)
    {
        RequireUtf8(reader, options.Name);
        return new TableHeader(reader.Current.ToArray(), options.Name, reader.LineNumber);
    }

    private static TableRow Row(CsvReader reader, TableHeader header)
    {
        if (reader.FieldCount != header.Count)
        {
            throw TableRow.Ragged(header, reader.FieldCount, reader.LineNumber);
        }

        RequireUtf8(reader, header.Source);
        var values = new string?[header.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = reader.IsEmpty(i) ? null : reader.GetString(i);
        }

        return new TableRow(header, values, reader.LineNumber);
    }

    private static void RequireUtf8(CsvReader reader, string? name)
    {
        if (!Utf8.IsValid(reader.RawRecord))
        {
            throw new TableFormatException("the text is not UTF-8; save the table as UTF-8.", name, reader.LineNumber);
        }
    }

    private static TableHeader Empty(TableReadOptions options) => new([], options.Name);

    private static TableFormatException Malformed(CsvFormatException e, TableReadOptions options) =>
        new(Problem(e, options), options.Name, e.LineNumber > 0 ? e.LineNumber : null, innerException: e);

    private static string Problem(CsvFormatException e, TableReadOptions options) =>
        e.Message.Contains(nameof(CsvReaderOptions.MaxRecordSize), StringComparison.Ordinal)
            ? $"the row is longer than {options.MaxRowBytes} bytes ({nameof(TableReadOptions.MaxRowBytes)}); a closing quote may be missing."
            : $"{e.Message[(e.Message.IndexOf("): ", StringComparison.Ordinal) is > 0 and var end ? end + 3 : 0)..]}";
}
