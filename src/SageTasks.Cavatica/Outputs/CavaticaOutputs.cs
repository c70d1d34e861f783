using System.Text.Json.Nodes;

namespace SageTasks.Cavatica;

/// <summary>Collects the files that tasks wrote: those that the outputs name, and by their origin those that they do not.</summary>
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
    /// <param name="folderId">A further folder to look into by origin (lists show one folder only); null for the project's top folder.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="Http.NotFoundException">There is no such task.</exception>
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
        var named = (task.Outputs ?? []).SelectMany(output => FileIds(output.Value).Select(id => (Output: output.Key, FileId: id))).DistinctBy(output => output.FileId, StringComparer.Ordinal).ToList();
        var outputs = new List<TaskOutput>();
        var results = await _client.GetFilesAsync([.. named.Select(output => output.FileId)], cancellationToken).ConfigureAwait(false);
        for (var index = 0; index < named.Count; index++)
        {
            var file = results[index].Resource ?? throw BulkFailures.Of(_client, "/bulk/files/get", results[index].Error);
            outputs.Add(new TaskOutput { TaskId = task.Id, OutputId = named[index].Output, File = file });
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

    // Lists, records and secondary files nest.
    private static IEnumerable<string> FileIds(JsonNode? value) => value switch
    {
        JsonObject fields when fields["class"]?.ToString() == "File" && fields["path"]?.ToString() is { Length: > 0 } id => FileIds(fields["secondaryFiles"]).Prepend(id),
        JsonObject fields when fields["class"]?.ToString() == "Directory" => [],
        JsonObject fields => fields.SelectMany(field => FileIds(field.Value)),
        JsonArray items => items.SelectMany(FileIds),
        _ => [],
    };
}
