using System.Globalization;

namespace SageTasks.Testing.Synapse;

/// <summary>Looks into an uploaded CSV file and suggests columns for it.</summary>
internal sealed class CsvPreviews(CsvRows rows)
{
    private const int SampleSize = 5;
    private const int ScanSize = 1000;

    public UploadPreviewResult Run(JobCall<UploadPreviewRequest> call)
    {
        var format = CsvFormat.Of(call.Body.CsvTableDescriptor);
        using var text = rows.Open(call.Caller, call.Body.UploadFileHandleId);
        var lines = new CsvReader(text, format).ReadAll(call.Body.LinesToSkip ?? 0);
        var scanned = (call.Body.DoFullFileScan == true ? lines : lines.Take(ScanSize)).ToList();
        var header = format.HasHeader && scanned.Count > 0 ? scanned[0] : null;
        var body = header is null ? scanned : scanned[1..];
        var width = scanned.Count == 0 ? 0 : scanned.Max(l => l.Length);
        return new UploadPreviewResult
        {
            ConcreteType = TableTypes.Prefix + "UploadToTablePreviewResult",
            SuggestedColumns = [.. Enumerable.Range(0, width).Select(i => Suggest(header, body, i)).Where(c => c.Name is not ("ROW_ID" or "ROW_VERSION" or "ROW_ETAG"))],
            SampleRows = [.. body.Take(SampleSize).Select(l => new Row { Values = l })],
            RowsScanned = body.Count,
        };
    }

    private static ColumnModel Suggest(string?[]? header, List<string?[]> body, int at)
    {
        var cells = body.Select(l => at < l.Length ? l[at] : null).OfType<string>().ToList();
        var name = header is not null && at < header.Length ? header[at] : $"col{at + 1}";
        if (cells.Count > 0 && cells.TrueForAll(c => long.TryParse(c, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)))
        {
            return new ColumnModel { Name = name, ColumnType = "INTEGER" };
        }

        if (cells.Count > 0 && cells.TrueForAll(c => SqlValues.TryNumber(c, out _)))
        {
            return new ColumnModel { Name = name, ColumnType = "DOUBLE" };
        }

        if (cells.Count > 0 && cells.TrueForAll(c => c.ToLowerInvariant() is "true" or "false"))
        {
            return new ColumnModel { Name = name, ColumnType = "BOOLEAN" };
        }

        var longest = cells.Count == 0 ? 0 : cells.Max(c => c.Length);
        return longest > 1000
            ? new ColumnModel { Name = name, ColumnType = "LARGETEXT" }
            : new ColumnModel { Name = name, ColumnType = "STRING", MaximumSize = Math.Max(1, longest) };
    }
}
