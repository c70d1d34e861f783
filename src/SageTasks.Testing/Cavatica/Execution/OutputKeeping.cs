using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>Makes files of the project of what a task has left.</summary>
internal sealed class OutputKeeping(CavaticaWorld world, FileBook files, ProjectBook projects)
{
    /// <summary>The outputs with ids in the place of paths, which may be relative to the task's folder.</summary>
    public async Task<JsonObject> KeepAsync(SbgTask task, string folder, JsonObject outputs)
    {
        var kept = new JsonObject();
        foreach (var (name, value) in outputs)
        {
            kept[name] = await KeepAsync(task, folder, value).ConfigureAwait(false);
        }

        return kept;
    }

    /// <summary>Keeps a log, which no list shows.</summary>
    public async Task<string?> KeepLogAsync(SbgTask task, string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        return await KeepFileAsync(task, path, $"logs-{task.Id}", new JsonObject()).ConfigureAwait(false);
    }

    /// <summary>Takes away what an execution that did not get through has left.</summary>
    public void Discard(SbgTask task)
    {
        lock (world.Lock)
        {
            foreach (var file in files.Table.All.Where(file => file.OriginTask == task.Id).ToList())
            {
                files.Remove(file);
            }
        }
    }

    /// <summary>Copies of the files of an earlier task's outputs: they share the bytes, and have ids of their own.</summary>
    public JsonNode? Copy(SbgTask task, JsonNode? value) => value switch
    {
        JsonObject item when (string?)item["class"] == "File" => Reference(Take(task, files.Table.Find((string)item["path"]!)!)),
        JsonObject record => new JsonObject(record.Select(pair => KeyValuePair.Create(pair.Key, Copy(task, pair.Value)))),
        JsonArray array => new JsonArray([.. array.Select(item => Copy(task, item))]),
        _ => value?.DeepClone(),
    };

    private async Task<JsonNode?> KeepAsync(SbgTask task, string folder, JsonNode? value)
    {
        switch (value)
        {
            case JsonObject item when (string?)item["class"] is "File":
                var path = PathOf(folder, item);
                return new JsonObject
                {
                    ["class"] = "File",
                    ["path"] = await KeepFileAsync(task, path, null, Common(task)).ConfigureAwait(false),
                    ["name"] = Path.GetFileName(path),
                };
            case JsonObject item when (string?)item["class"] is "Directory":
                return await KeepAsync(task, folder, new JsonArray(
                    [.. Directory.EnumerateFiles(PathOf(folder, item), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => new JsonObject { ["class"] = "File", ["path"] = file })])).ConfigureAwait(false);
            case JsonObject record:
                return await KeepAsync(task, folder, record).ConfigureAwait(false);
            case JsonArray array:
                var items = new JsonArray();
                foreach (var one in array)
                {
                    items.Add(await KeepAsync(task, folder, one).ConfigureAwait(false));
                }

                return items;
            default:
                return value?.DeepClone();
        }
    }

    private static string PathOf(string folder, JsonObject item) => (string?)item["path"] is { } path
        ? Path.GetFullPath(Path.Combine(folder, path))
        : (string?)item["location"] is { } location ? new Uri(location).LocalPath : throw new TaskFailedException("An output file has no path.");

    private async Task<string> KeepFileAsync(SbgTask task, string path, string? parent, JsonObject metadata)
    {
        if (!File.Exists(path))
        {
            throw new TaskFailedException($"The output file {Path.GetFileName(path)} is not there.");
        }

        var from = File.OpenRead(path);
        await using (from.ConfigureAwait(false))
        {
            using var md5 = Md5Digest.Start();
            var bytes = await files.Bytes.WriteAsync(from, md5.AppendData, CancellationToken.None).ConfigureAwait(false);
            var etag = ETags.Of([Convert.ToHexStringLower(md5.GetHashAndReset())]);
            lock (world.Lock)
            {
                var project = Project(task);
                var place = parent ?? Place(task, project);
                return files.Add(files.New(project, place, FileNames.Free(files, place, Path.GetFileName(path))) with
                {
                    Size = bytes.Length,
                    ETag = etag,
                    Bytes = [bytes],
                    OriginTask = task.Id,
                    Metadata = metadata,
                }).Id;
            }
        }
    }

    private FileDocument Take(SbgTask task, FileDocument earlier)
    {
        var project = Project(task);
        var place = Place(task, project);
        return files.Add(files.New(project, place, FileNames.Free(files, place, earlier.Name)) with
        {
            Size = earlier.Size,
            ETag = earlier.ETag,
            Bytes = earlier.Bytes,
            OriginTask = task.Id,
            Metadata = (JsonObject)earlier.Metadata.DeepClone(),
        });
    }

    private static JsonObject Reference(FileDocument file) => new() { ["class"] = "File", ["path"] = file.Id, ["name"] = file.Name };

    private ProjectDocument Project(SbgTask task) => projects.Table.Find(task.Project) ?? throw new TaskFailedException("The project is gone.");

    // The main location is the id of a folder of the project; else outputs lie in the project's root.
    private string Place(SbgTask task, ProjectDocument project) =>
        (string?)task.OutputLocation?["main_location"] is { } id && files.Table.Find(id) is { IsFolder: true } folder && folder.Project == project.Id ? folder.Id : project.RootFolder;

    // Outputs inherit what all input files agree on.
    private JsonObject Common(SbgTask task)
    {
        lock (world.Lock)
        {
            var inputs = TaskInputs.FilesIn(task.Inputs).Select(item => files.Table.Find((string?)item["path"] ?? "")).OfType<FileDocument>().Where(file => !file.IsFolder).ToList();
            return inputs.Count == 0
                ? []
                : new JsonObject(inputs[0].Metadata.Where(pair => inputs.TrueForAll(file => JsonNode.DeepEquals(file.Metadata[pair.Key], pair.Value)))
                    .Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
        }
    }
}
