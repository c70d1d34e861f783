using System.Text.Json.Nodes;

namespace SageTasks.Cavatica;

/// <summary>Collects the files that tasks wrote: those that the outputs name, all that is below folders that they name, and by their origin those that
/// they do not name.</summary>
public class CavaticaOutputs
{
    private readonly CavaticaClient _client;

    /// <summary>Tasks on a client's platform.</summary>
    public CavaticaOutputs(CavaticaClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
    }

    /// <summary>The files of a task, or of a batch's children, in the order of outputs.</summary>
    /// <param name="taskId">The task.</param>
    /// <param name="folderId">The one folder to look into by origin (lists show one folder only); null for the project's top folder.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="Http.NotFoundException">There is no such task, or a file or folder of its outputs is gone.</exception>
    public virtual async Task<IReadOnlyList<TaskOutput>> CollectAsync(string taskId, string? folderId = null, CancellationToken cancellationToken = default)
    {
        var task = await _client.GetTaskAsync(taskId, cancellationToken).ConfigureAwait(false);
        if (task.Batch != true)
        {
            return await CollectAsync(task, folderId, cancellationToken).ConfigureAwait(false);
        }

        var outputs = new List<TaskOutput>();
        foreach (var child in await _client.ListBatchChildrenAsync(taskId, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false))
        {
            // A list leaves outputs out.
            var whole = await _client.GetTaskAsync(child.Id, cancellationToken).ConfigureAwait(false);
            outputs.AddRange(await CollectAsync(whole, folderId, cancellationToken).ConfigureAwait(false));
        }

        return outputs;
    }

    private async Task<IReadOnlyList<TaskOutput>> CollectAsync(CavaticaTask task, string? folderId, CancellationToken cancellationToken)
    {
        var named = (task.Outputs ?? []).SelectMany(output => Named(output.Key, output.Value)).DistinctBy(output => output.Id, StringComparer.Ordinal).ToList();
        var files = await GetAsync([.. named.Where(output => !output.IsFolder).Select(output => output.Id)], cancellationToken).ConfigureAwait(false);
        var outputs = new List<TaskOutput>();
        foreach (var output in named)
        {
            if (!output.IsFolder)
            {
                outputs.Add(new TaskOutput { TaskId = task.Id, OutputId = output.Name, File = files[output.Id] });
                continue;
            }

            await foreach (var below in _client.WalkFilesAsync(new FileQuery { Parent = output.Id }, cancellationToken).ConfigureAwait(false))
            {
                if (below.File.Type != CavaticaFileType.Folder && !outputs.Exists(known => known.File.Id == below.File.Id))
                {
                    outputs.Add(new TaskOutput { TaskId = task.Id, OutputId = output.Name, File = below.File, Path = below.Path });
                }
            }
        }

        var query = new FileQuery { Project = folderId is null ? task.Project : null, Parent = folderId, OriginTask = task.Id };
        await foreach (var file in _client.ListFilesAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if (file.Type != CavaticaFileType.Folder && !outputs.Exists(output => output.File.Id == file.Id))
            {
                outputs.Add(new TaskOutput { TaskId = task.Id, File = file });
            }
        }

        return outputs;
    }

    private async Task<IReadOnlyDictionary<string, CavaticaFile>> GetAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var results = await _client.GetFilesAsync(ids, cancellationToken).ConfigureAwait(false);
        return ids.Zip(results).ToDictionary(
            pair => pair.First, pair => pair.Second.Resource ?? throw BulkFailures.Of(_client, "/bulk/files/get", pair.Second.Error), StringComparer.Ordinal);
    }

    // Lists, records and secondary files nest.
    private static IEnumerable<Reference> Named(string output, JsonNode? value) => value switch
    {
        JsonObject fields when fields["class"]?.ToString() is "File" or "Directory" && fields["path"]?.ToString() is { Length: > 0 } id =>
            Named(output, fields["secondaryFiles"]).Prepend(new Reference(output, id, fields["class"]!.ToString() == "Directory")),
        JsonObject fields => fields.SelectMany(field => Named(output, field.Value)),
        JsonArray items => items.SelectMany(item => Named(output, item)),
        _ => [],
    };

    private sealed record Reference(string Name, string Id, bool IsFolder);
}
