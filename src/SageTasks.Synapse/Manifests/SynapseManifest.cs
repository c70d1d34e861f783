using SageTasks.Tables;

namespace SageTasks.Synapse;

/// <summary>Reads and writes the CSV manifest of the Synapse clients: one row for each file; <c>path</c> and <c>parentId</c> are required,
/// columns that have no meaning of their own are annotations.</summary>
public static class SynapseManifest
{
    private static readonly string[] Standard =
    [
        "path", "parentId", "ID", "name", "synapseStore", "contentType", "forceVersion", "activityName", "activityDescription", "used", "executed",
    ];

    private static readonly HashSet<string> NotAnnotations = new(
        [
            .. Standard, "error", "versionNumber", "dataFileSizeBytes", "createdBy", "createdOn", "modifiedBy", "modifiedOn", "synapseURL", "dataFileMD5Hex",
        ],
        StringComparer.Ordinal);

    /// <summary>Reads a manifest. Relative paths are meant from the manifest's folder.</summary>
    /// <param name="path">The CSV file.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="TableFormatException">A required column or value is missing, or a value can't be read; the message names the
    /// line.</exception>
    public static async Task<IReadOnlyList<ManifestRow>> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var rows = new List<ManifestRow>();
        await foreach (var row in TableReader.ReadFileAsync(path, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            rows.Add(Read(row, folder));
        }

        return rows;
    }

    /// <summary>Writes a manifest: equal rows are equal bytes.</summary>
    /// <param name="path">The CSV file; one that is there is replaced.</param>
    /// <param name="rows">The files.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async Task WriteAsync(string path, IReadOnlyList<ManifestRow> rows, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(rows);
        var annotations = rows.SelectMany(row => row.Annotations.Keys).Where(key => !NotAnnotations.Contains(key)).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).ToList();
        var temporary = $"{path}.tmp";
        var file = File.Create(temporary);
        await using (file.ConfigureAwait(false))
        {
            var writer = new TableWriter(file, [.. Standard, .. annotations]);
            await using (writer.ConfigureAwait(false))
            {
                foreach (var row in rows)
                {
                    await writer.WriteAsync(Cells(row, annotations), cancellationToken).ConfigureAwait(false);
                }
            }
        }

        File.Move(temporary, path, overwrite: true);
    }

    private static string?[] Cells(ManifestRow row, IEnumerable<string> annotations) =>
    [
        row.Path, row.ParentId.ToString(), row.Id?.ToString(), row.Name, Truth(row.SynapseStore), row.ContentType, Truth(row.ForceVersion),
        row.ActivityName, row.ActivityDescription, string.Join(';', row.Used), string.Join(';', row.Executed),
        .. annotations.Select(key => row.Annotations.TryGetValue(key, out var value) ? ManifestCells.Write(value) : null),
    ];

    private static string Truth(bool value) => value ? "True" : "False";

    private static ManifestRow Read(TableRow row, string folder)
    {
        var path = row.GetString("path");
        var manifest = new ManifestRow
        {
            Path = path.Contains("://", StringComparison.Ordinal) ? path : Path.GetFullPath(path, folder),
            ParentId = Id(row, "parentId") ?? throw Problem(row, "parentId", "the cell is empty, the id of a project or folder is needed."),
            Id = Id(row, "ID"),
            Name = row.Find("name"),
            SynapseStore = Flag(row, "synapseStore") ?? true,
            ContentType = row.Find("contentType"),
            ForceVersion = Flag(row, "forceVersion") ?? false,
            ActivityName = row.Find("activityName"),
            ActivityDescription = row.Find("activityDescription"),
            Used = Sources(row.Find("used"), folder),
            Executed = Sources(row.Find("executed"), folder),
        };
        return manifest with { Annotations = Annotations(row) };
    }

    private static Dictionary<string, AnnotationValue> Annotations(TableRow row) => row.Header.Columns.Zip(row.Values)
        .Where(cell => cell.Second is not null && !NotAnnotations.Contains(cell.First))
        .ToDictionary(cell => cell.First, cell => ManifestCells.Read(cell.Second!), StringComparer.Ordinal);

    private static IReadOnlyList<string> Sources(string? cell, string folder) =>
    [
        .. ManifestCells.List(cell, ';').Select(
            source => SynapseId.TryParse(source, out _) || source.Contains("://", StringComparison.Ordinal) ? source : Path.GetFullPath(source, folder)),
    ];

    private static SynapseId? Id(TableRow row, string column) => row.Find(column) switch
    {
        null => default(SynapseId?),
        var text when SynapseId.TryParse(text, out var id) => id,
        var text => throw Problem(row, column, $"'{text}' is not a Synapse id such as syn123."),
    };

    private static bool? Flag(TableRow row, string column) => row.Find(column) switch
    {
        null => null,
        "1" => true,
        "0" => false,
        var text when bool.TryParse(text, out var flag) => flag,
        var text => throw Problem(row, column, $"'{text}' is neither True nor False."),
    };

    private static TableFormatException Problem(TableRow row, string column, string problem) =>
        new(problem, row.Header.Source, row.Line, column, row.Find(column));
}
