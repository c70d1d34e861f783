using System.Text.Json.Nodes;
using SageTasks.Tables;

namespace SageTasks.Cavatica;

/// <summary>Sets the metadata of many files, from a table for example; what is as wanted already is not touched.</summary>
public class CavaticaMetadata
{
    private readonly CavaticaClient _client;

    /// <summary>Tasks on a client's platform.</summary>
    public CavaticaMetadata(CavaticaClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
    }

    /// <summary>A row of a table as metadata: one column holds the file's id, every other one is a key. A cell without a value leaves its key as it
    /// is.</summary>
    /// <param name="row">The row.</param>
    /// <param name="fileIdColumn">The column with the file's id.</param>
    public static FileMetadata FromRow(TableRow row, string fileIdColumn)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new FileMetadata
        {
            FileId = row.GetString(fileIdColumn),
            Values = row.Header.Columns.Where(column => column != fileIdColumn && row[column] is not null).ToDictionary(column => column, column => row[column]!, StringComparer.Ordinal),
        };
    }

    /// <summary>Merges metadata into files, 100 with one request, and tells of each what became of it, in their order.</summary>
    /// <exception cref="ArgumentException">A file is named twice; nothing was sent.</exception>
    public virtual async Task<IReadOnlyList<MetadataResult>> SetAsync(IReadOnlyList<FileMetadata> files, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (files.GroupBy(file => file.FileId, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"The file {twice.Key} has {twice.Count()} rows of metadata: which one counts? Nothing was sent.", nameof(files));
        }

        var found = await _client.GetFilesAsync([.. files.Select(file => file.FileId)], cancellationToken).ConfigureAwait(false);
        var results = files.Select((file, index) => new MetadataResult { FileId = file.FileId, Error = found[index].Resource is null ? found[index].Error?.Message ?? "the platform does not show the file" : null }).ToArray();
        var open = Enumerable.Range(0, files.Count).Where(index => results[index].Error is null && !IsAsWanted(found[index].Resource!, files[index])).ToList();
        var edited = await _client.EditFilesAsync([.. open.Select(index => new FileEdit { Id = files[index].FileId, Metadata = Change(files[index]) })], cancellationToken).ConfigureAwait(false);
        for (var position = 0; position < open.Count; position++)
        {
            var error = edited[position].Error;
            results[open[position]] = results[open[position]] with { IsChanged = error is null, Error = error?.Message };
        }

        return results;
    }

    private static bool IsAsWanted(CavaticaFile file, FileMetadata wanted) =>
        wanted.Values.All(value => (file.Metadata?[value.Key]?.ToString() ?? string.Empty) == value.Value);

    private static JsonObject Change(FileMetadata wanted) =>
        new(wanted.Values.Select(value => KeyValuePair.Create(value.Key, value.Value.Length == 0 ? null : (JsonNode?)JsonValue.Create(value.Value))));
}
