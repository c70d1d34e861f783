using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using CsvHelper;

namespace SageTasks.Storage;

/// <summary>Reads the CSV manifest of a plan, and writes the report of a run in the same form.</summary>
public static partial class TransferManifest
{
    private static readonly (string Column, DigestAlgorithm Algorithm)[] Digests =
        [("md5", DigestAlgorithm.Md5), ("sha256", DigestAlgorithm.Sha256), ("crc32c", DigestAlgorithm.Crc32C), ("crc64nvme", DigestAlgorithm.Crc64Nvme)];

    private static readonly string[] Columns =
        ["source", "destination", "md5", "sha256", "crc32c", "crc64nvme", "content_type", "outcome", "size", "attempts", "seconds", "error", "completed"];

    /// <summary>Reads the objects of a manifest, one row after the other.</summary>
    /// <param name="path">The file; see <see cref="TransferPlan.FromManifest"/> for its columns.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="FormatException">The file is not a manifest; the message names line and column.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static async IAsyncEnumerable<TransferItem> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        await foreach (var (cell, line) in RowsAsync(path, Columns.Take(2), cancellationToken).ConfigureAwait(false))
        {
            yield return Item(cell, path, line);
        }
    }

    // A row is good until the next one is read.
    private static async IAsyncEnumerable<(Func<string, string?> Cell, long Line)> RowsAsync(
        string path, IEnumerable<string> needed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await using var closing = file.ConfigureAwait(false);
        var reader = CsvReader.Create(file, new CsvReaderOptions { HasHeader = false, TrackLineNumbers = true, DetectSeparatorHint = false }, leaveOpen: true);
        await using var ending = reader.ConfigureAwait(false);
        List<string>? header = null;
        while (await AdvanceAsync(reader, path, cancellationToken).ConfigureAwait(false))
        {
            if (header is null)
            {
                header = Header(reader.Current.ToArray(), path, needed);
            }
            else
            {
                yield return (name => Cell(reader, header, name), reader.LineNumber);
            }
        }

        _ = header ?? throw new FormatException($"{path} is empty: the first line names the columns, source and destination among them.");
    }

    /// <summary>Writes what became of each object: a report that is the manifest of the next run. It holds the addresses in full, so that of a
    /// presigned one whoever reads the report can use it as well. Where the results break off or are cancelled, those that came are published before
    /// that is thrown.</summary>
    /// <param name="path">The file, replaced when all is written. That it can be written is seen before the first result is asked for.</param>
    /// <param name="results">What <see cref="TransferEngine.RunAsync"/> gives.</param>
    /// <param name="cancellationToken">Ends the results.</param>
    /// <exception cref="TransferException">The file can't be written.</exception>
    public static async Task WriteAsync(string path, IAsyncEnumerable<TransferItemResult> results, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(results);
        path = Path.GetFullPath(path);
        var draft = PartialNames.Draft(path, "report");
        var file = Create(path, draft);
        try
        {
            ExceptionDispatchInfo? broken;
            await using (file.ConfigureAwait(false))
            {
                broken = await FillAsync(file, results, cancellationToken).ConfigureAwait(false);
            }

            File.Move(draft, path, overwrite: true);
            broken?.Throw();
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private static FileStream Create(string path, string draft)
    {
        if (Directory.Exists(path))
        {
            throw DiskFault.IsFolder(path);
        }

        try
        {
            return new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None, 65536, FileOptions.Asynchronous);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TransferException($"Cannot write {path}: {DiskFault.Words(path, e)}", e) { CanRetry = false };
        }
    }

    /// <summary>What broke the results off behind the first one; null where nothing did.</summary>
    private static async Task<ExceptionDispatchInfo?> FillAsync(FileStream file, IAsyncEnumerable<TransferItemResult> results, CancellationToken cancellationToken)
    {
        var writer = CsvWriter.Create(file, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        await using var ending = writer.ConfigureAwait(false);
        var rows = results.GetAsyncEnumerator(cancellationToken);
        await using var leaving = rows.ConfigureAwait(false);
        await WriteRowAsync(writer, Columns, CancellationToken.None).ConfigureAwait(false);
        for (var count = 0L; ; count++)
        {
            try
            {
                if (!await rows.MoveNextAsync().ConfigureAwait(false))
                {
                    return null;
                }
            }
            catch (Exception e) when (count > 0)
            {
                return ExceptionDispatchInfo.Capture(e);
            }

            await WriteRowAsync(writer, Row(rows.Current), CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static async ValueTask<bool> AdvanceAsync(CsvReader reader, string path, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (CsvFormatException e)
        {
            throw new FormatException($"{path}, line {e.LineNumber}: {e.Message}", e);
        }
    }

    private static List<string> Header(string[] cells, string path, IEnumerable<string> columns)
    {
        var header = cells.Select(cell => cell.Trim().ToLowerInvariant()).ToList();
        foreach (var needed in columns)
        {
            if (!header.Contains(needed))
            {
                throw new FormatException($"{path} has no column \"{needed}\"; its columns are {string.Join(", ", header)}.");
            }
        }

        return header;
    }

    private static string? Cell(CsvReader reader, List<string> header, string name)
    {
        var column = header.IndexOf(name);
        var text = column >= 0 && column < reader.FieldCount && !reader.IsEmpty(column) ? reader.GetString(column)?.TrimStart() : null;

        // A key may end in a space.
        return name is "source" or "destination" ? text : text?.TrimEnd();
    }

    private static TransferItem Item(Func<string, string?> cell, string path, long line)
    {
        return new TransferItem
        {
            Source = Read("source", Location.Parse) ?? throw Missing("source"),
            Destination = Read("destination", Location.Parse) ?? throw Missing("destination"),
            ContentType = cell("content_type"),
            Size = long.TryParse(cell("size"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : null,
            Expected = [.. Digests.Select(kind => Read(kind.Column, text => new Digest(kind.Algorithm, text))).OfType<Digest>()],
        };

        T? Read<T>(string column, Func<string, T> parse)
            where T : class
        {
            try
            {
                return cell(column) is { } text ? parse(text) : null;
            }
            catch (Exception e) when (e is FormatException or ArgumentException)
            {
                throw new FormatException($"{path}, line {line}, column {column}: {e.Message}", e);
            }
        }

        FormatException Missing(string column) => new($"{path}, line {line}: the column {column} is empty.");
    }

    private static string?[] Row(TransferItemResult result) =>
    [
        result.Item.Source.Address,
        result.Item.Destination.Address,
        .. Digests.Select(kind => DigestOf(result, kind.Algorithm)?.Value),
        result.Item.ContentType,
        result.Outcome.ToString().ToLowerInvariant(),
        result.Size?.ToString(CultureInfo.InvariantCulture),
        result.Attempts.ToString(CultureInfo.InvariantCulture),
        result.Duration.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture),
        result.Error,
        result.CompletedAt?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
    ];

    // What is proven of the object, or else what it has to have when it is copied again.
    private static Digest? DigestOf(TransferItemResult result, DigestAlgorithm algorithm)
    {
        var proven = result.Outcome is TransferOutcome.Copied or TransferOutcome.Skipped ? result.Digests : [];
        return proven.Concat(result.Item.Expected).FirstOrDefault(digest => digest.Algorithm == algorithm);
    }

    private static ValueTask WriteRowAsync(CsvWriter writer, string?[] cells, CancellationToken cancellationToken)
    {
        foreach (var cell in cells)
        {
            writer.WriteField(cell);
        }

        return writer.EndRecordAsync(cancellationToken);
    }
}
