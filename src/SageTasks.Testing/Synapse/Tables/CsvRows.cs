using System.Globalization;
using System.Text;

namespace SageTasks.Testing.Synapse;

/// <summary>Reads row changes from an uploaded CSV file.</summary>
internal sealed class CsvRows(FileHandleCatalog files, Blobs blobs)
{
    private const string RowId = "ROW_ID";
    private const string RowVersion = "ROW_VERSION";
    private const string RowEtag = "ROW_ETAG";

    /// <summary>The changes of a file, each with the etag that its row names.</summary>
    public IEnumerable<(RowChange Change, string? Etag)> Read(Caller caller, TableUpdateRequest request, IReadOnlyList<ColumnModel> columns)
    {
        using var text = Open(caller, request.UploadFileHandleId);
        var format = CsvFormat.Of(request.CsvTableDescriptor);
        var lines = new CsvReader(text, format).ReadAll(request.LinesToSkip ?? 0);
        string[]? header = format.HasHeader ? null : ByPosition(request, columns);
        foreach (var line in lines)
        {
            if (header is null)
            {
                header = ByName(line, columns, request.ColumnIds);
            }
            else
            {
                yield return ToChange(header, line);
            }
        }
    }

    public StreamReader Open(Caller caller, string? fileHandleId)
    {
        var file = files.Owned(caller, fileHandleId ?? throw SynapseError.Invalid("uploadFileHandleId is required."));
        var blob = file.BucketName is null ? null : blobs.Find(file.BucketName, file.Key!);
        return new StreamReader(blobs.Open(blob ?? throw SynapseError.NotFound($"The bytes of file handle {file.Id} are not here.")), Encoding.UTF8);
    }

    private static (RowChange Change, string? Etag) ToChange(string[] header, string?[] line)
    {
        if (line.Length > header.Length)
        {
            throw SynapseError.Invalid($"A line has {line.Length} cells, but there are {header.Length} columns.");
        }

        long? id = null, version = null;
        string? etag = null;
        var cells = new Dictionary<string, string?>(StringComparer.Ordinal);
        for (var i = 0; i < line.Length; i++)
        {
            if (header[i] == RowId)
            {
                id = Number(line[i]);
            }
            else if (header[i] == RowVersion)
            {
                version = Number(line[i]);
            }
            else if (header[i] == RowEtag)
            {
                etag = line[i];
            }
            else
            {
                cells[header[i]] = line[i];
            }
        }

        // Only the id and the version of a row: that deletes it.
        var deletes = id is not null && header.All(h => h is RowId or RowVersion or RowEtag);
        return (new RowChange(id, version, deletes ? null : cells), etag);
    }

    private static string[] ByPosition(TableUpdateRequest request, IReadOnlyList<ColumnModel> columns) =>
        request.ColumnIds is { Count: > 0 } ids ? [.. ids] : [.. columns.Select(c => c.Id!)];

    private static string[] ByName(string?[] names, IReadOnlyList<ColumnModel> columns, IReadOnlyList<string>? ids)
    {
        if (ids is { Count: > 0 })
        {
            return [.. ids];
        }

        var known = columns.ToDictionary(c => c.Name!, c => c.Id!, StringComparer.Ordinal);
        return [.. names.Select(n => n is RowId or RowVersion or RowEtag ? n : known.GetValueOrDefault(n ?? "")
            ?? throw SynapseError.Invalid($"The first line is expected to be a header but the column '{n}' does not match the name of any column of the table."))];
    }

    private static long? Number(string? text) => string.IsNullOrEmpty(text) ? null
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value
        : throw SynapseError.Invalid($"'{text}' is neither a row id nor a row version.");
}
