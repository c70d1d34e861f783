using System.Security.Cryptography;
using System.Text;
using SageTasks.Reports;

namespace SageTasks.Tables;

/// <summary>
/// A sample sheet, made from your rows by your columns and valid by the pipeline's schema. The same rows and columns make the same
/// bytes, on any machine, so <see cref="Sha256"/> says whether a sheet has changed.
/// </summary>
[TypeFormatterSource(typeof(TableFormatters))]
public sealed record SampleSheet : IDisplayable
{
    /// <summary>The sheet's file name.</summary>
    public required string FileName { get; init; }

    /// <summary>The sheet: UTF-8, header first, LF at the end of each line.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>The SHA-256 of <see cref="Content"/>, in lower-case hexadecimal: the identity of the sheet's content.</summary>
    public required string Sha256 { get; init; }

    /// <summary>How many rows there are, the header not counted.</summary>
    public required long RowCount { get; init; }

    /// <summary>The columns, in the sheet's order.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>What may surprise although the sheet is valid, such as a column that the schema does not know.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <inheritdoc/>
    public DisplayTable ToTable() => TableReader.Parse(Encoding.UTF8.GetString(Content.Span)).ToTable() with { Columns = Columns, Caption = FormattableString.Invariant($"{FileName}, rows: {RowCount}") };

    /// <summary>Makes a sheet in memory.</summary>
    /// <typeparam name="T">What one row is made from.</typeparam>
    /// <param name="rows">The rows.</param>
    /// <param name="columns">The columns, and how each gets its value from a row.</param>
    /// <param name="options">The schema, the order and the name; null for the defaults.</param>
    /// <exception cref="SheetValidationException">The sheet breaks its schema; the error lists where.</exception>
    /// <exception cref="ArgumentException">There is no column, a sort key is none, or the file name has a folder.</exception>
    public static SampleSheet Create<T>(IEnumerable<T> rows, SheetColumns<T> columns, SampleSheetOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        options = Checked(columns, options);
        return Make(Sorted([.. rows.Select(columns.Cells)], columns, options), columns, options);
    }

    /// <summary>Makes a sheet in memory from rows that come one by one.</summary>
    /// <typeparam name="T">What one row is made from.</typeparam>
    /// <param name="rows">The rows.</param>
    /// <param name="columns">The columns, and how each gets its value from a row.</param>
    /// <param name="options">The schema, the order and the name; null for the defaults.</param>
    /// <param name="cancellationToken">Stops reading the rows.</param>
    /// <exception cref="SheetValidationException">The sheet breaks its schema; the error lists where.</exception>
    /// <exception cref="ArgumentException">There is no column, a sort key is none, or the file name has a folder.</exception>
    public static async Task<SampleSheet> CreateAsync<T>(
        IAsyncEnumerable<T> rows,
        SheetColumns<T> columns,
        SampleSheetOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        options = Checked(columns, options);
        var cells = new List<string?[]>();
        await foreach (var row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            cells.Add(columns.Cells(row));
        }

        return Make(Sorted(cells, columns, options), columns, options);
    }

    /// <summary>
    /// Writes a sheet to a stream as its rows come, without keeping them: a million rows take no more memory than ten, apart from
    /// some 40 to 80 bytes for each distinct entry where the schema wants entries to be unique.
    /// </summary>
    /// <typeparam name="T">What one row is made from.</typeparam>
    /// <param name="destination">Where the sheet goes; it stays open. After an error, what has arrived there is no sheet.</param>
    /// <param name="rows">The rows, in the order of the sheet.</param>
    /// <param name="columns">The columns, and how each gets its value from a row.</param>
    /// <param name="options">The schema and the name; null for the defaults.</param>
    /// <param name="cancellationToken">Stops reading and writing.</param>
    /// <exception cref="SheetValidationException">The sheet breaks its schema; the error lists where. All rows were read and checked.</exception>
    /// <exception cref="ArgumentException">There is no column, the file name has a folder, or the rows are to be sorted, for which all would have to be kept.</exception>
    public static async Task<WrittenSheet> WriteAsync<T>(
        Stream destination,
        IAsyncEnumerable<T> rows,
        SheetColumns<T> columns,
        SampleSheetOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(rows);
        options = Checked(columns, options);
        if (options.SortBy.Count > 0)
        {
            throw new ArgumentException("a sheet that is streamed cannot be sorted: let the source give the rows in order, or make the sheet in memory.", nameof(options));
        }

        var digest = new DigestStream(destination);
        await using var closing = digest.ConfigureAwait(false);
        var sheet = new SheetBuilder(digest, columns.Names, options);
        await using (sheet.ConfigureAwait(false))
        {
            var cells = new string?[columns.Names.Count];
            await foreach (var row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                columns.Fill(row, cells);
                await sheet.AddAsync(cells, cancellationToken).ConfigureAwait(false);
            }

            await sheet.FlushAsync(cancellationToken).ConfigureAwait(false);
        }

        var report = sheet.Finish();
        return new WrittenSheet
        {
            FileName = options.FileName,
            Sha256 = digest.Sha256(),
            ByteCount = digest.Written,
            RowCount = report.RowCount,
            Columns = [.. columns.Names],
            Warnings = report.Warnings,
        };
    }

    /// <inheritdoc/>
    public override string ToString() => $"{FileName} ({RowCount} rows, sha256 {Sha256})";

    private static SampleSheetOptions Checked<T>(SheetColumns<T> columns, SampleSheetOptions? options)
    {
        ArgumentNullException.ThrowIfNull(columns);
        options ??= new SampleSheetOptions();
        options.Require(columns.Names);
        return options;
    }

    private static IEnumerable<string?[]> Sorted<T>(List<string?[]> rows, SheetColumns<T> columns, SampleSheetOptions options)
    {
        if (options.SortBy.Count == 0)
        {
            return rows;
        }

        int[] keys = [.. options.SortBy.Select(key => columns.Names.Index().First(name => name.Item == key).Index)];
        return keys.Skip(1).Aggregate(
            rows.OrderBy(row => row[keys[0]] ?? string.Empty, StringComparer.Ordinal),
            (sorted, key) => sorted.ThenBy(row => row[key] ?? string.Empty, StringComparer.Ordinal));
    }

    private static SampleSheet Make<T>(IEnumerable<string?[]> rows, SheetColumns<T> columns, SampleSheetOptions options)
    {
        using var content = new MemoryStream();
        var sheet = new SheetBuilder(content, columns.Names, options);
        foreach (var row in rows)
        {
            sheet.Add(row);
        }

        sheet.Flush();
        var report = sheet.Finish();
        var bytes = content.ToArray();
        return new SampleSheet
        {
            FileName = options.FileName,
            Content = bytes,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
            RowCount = report.RowCount,
            Columns = [.. columns.Names],
            Warnings = report.Warnings,
        };
    }
}
