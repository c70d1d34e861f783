using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>Makes files of the project of what a task has left.</summary>
internal sealed class OutputKeeping(CavaticaWorld world, FileBook files, ProjectBook projects, VolumeBook volumes)
{
    private readonly OutputPlaces _places = new(files, volumes);

    /// <summary>The outputs with ids in the place of paths, which may be relative to the task's folder.</summary>
    public async Task<JsonObject> KeepAsync(SbgTask task, string folder, JsonObject outputs)
    {
        var kept = new JsonObject();
        foreach (var (name, value) in outputs)
        {
            kept[name] = await KeepAsync(task, name, folder, value).ConfigureAwait(false);
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

        return await KeepFileAsync(task, path, _ => new OutputPlace($"logs-{task.Id}"), []).ConfigureAwait(false);
    }

    /// <summary>Takes away what an execution that did not get through has left.</summary>
    public void Discard(SbgTask task)
    {
        lock (world.Lock)
        {
            foreach (var id in files.Table.All.Where(file => file.OriginTask == task.Id).Select(file => file.Id).ToList())
            {
                // A folder takes what is in it along.
                if (files.Table.Find(id) is { } file)
                {
                    files.Remove(file);
                }
            }
        }
    }

    /// <summary>Copies of the files and folders of an earlier task's outputs: they share the bytes, and have ids of their own.</summary>
    public JsonNode? Copy(SbgTask task, JsonNode? value) => value switch
    {
        JsonObject item when (string?)item["class"] is "File" or "Directory" => Reference(Take(task, files.Table.Find((string)item["path"]!)!, _places.Of(task, Project(task), output: null).Folder)),
        JsonObject record => new JsonObject(record.Select(pair => KeyValuePair.Create(pair.Key, Copy(task, pair.Value)))),
        JsonArray array => new JsonArray([.. array.Select(item => Copy(task, item))]),
        _ => value?.DeepClone(),
    };

    private async Task<JsonNode?> KeepAsync(SbgTask task, string output, string folder, JsonNode? value)
    {
        switch (value)
        {
            case JsonObject item when (string?)item["class"] is "File":
                var path = PathOf(folder, item);
                return new JsonObject
                {
                    ["class"] = "File",
                    ["path"] = await KeepFileAsync(task, path, project => _places.Of(task, project, output), Common(task)).ConfigureAwait(false),
                    ["name"] = Path.GetFileName(path),
                };
            case JsonObject item when (string?)item["class"] is "Directory":
                return Reference(await KeepFolderAsync(task, PathOf(folder, item).TrimEnd(Path.DirectorySeparatorChar), project => _places.Of(task, project, output)).ConfigureAwait(false));
            case JsonObject record:
                var kept = new JsonObject();
                foreach (var (name, field) in record)
                {
                    kept[name] = await KeepAsync(task, output, folder, field).ConfigureAwait(false);
                }

                return kept;
            case JsonArray array:
                var items = new JsonArray();
                foreach (var one in array)
                {
                    items.Add(await KeepAsync(task, output, folder, one).ConfigureAwait(false));
                }

                return items;
            default:
                return value?.DeepClone();
        }
    }

    private static string PathOf(string folder, JsonObject item) => (string?)item["path"] is { } path
        ? Path.GetFullPath(Path.Combine(folder, path))
        : (string?)item["location"] is { } location ? new Uri(location).LocalPath : throw new TaskFailedException("An output file has no path.");

    private async Task<string> KeepFileAsync(SbgTask task, string path, Func<ProjectDocument, OutputPlace> placeIn, JsonObject metadata)
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
                var place = placeIn(project);
                var file = files.New(project, place.Folder, FileNames.Free(files, place.Folder, Path.GetFileName(path))) with
                {
                    Size = bytes.Length,
                    ETag = etag,
                    Bytes = [bytes],
                    OriginTask = task.Id,
                    Metadata = metadata,
                };
                return files.Add(place.Volume is null ? file : Export(file, path, place, place.Volume)).Id;
            }
        }
    }

    private async Task<FileDocument> KeepFolderAsync(SbgTask task, string path, Func<ProjectDocument, OutputPlace> placeIn)
    {
        if (!Directory.Exists(path))
        {
            throw new TaskFailedException($"The output folder {Path.GetFileName(path)} is not there.");
        }

        FileDocument kept;
        OutputPlace inside;
        lock (world.Lock)
        {
            var project = Project(task);
            var place = placeIn(project);
            var made = files.New(project, place.Folder, FileNames.Free(files, place.Folder, Path.GetFileName(path)));
            kept = files.Add(made with { IsFolder = true, OriginTask = task.Id });
            inside = place with { Folder = kept.Id, Prefix = place.Volume is null ? "" : $"{place.Prefix}{kept.Name}/" };
        }

        foreach (var entry in Directory.EnumerateFileSystemEntries(path).Order(StringComparer.Ordinal))
        {
            if (Directory.Exists(entry))
            {
                await KeepFolderAsync(task, entry, _ => inside).ConfigureAwait(false);
            }
            else
            {
                await KeepFileAsync(task, entry, _ => inside, Common(task)).ConfigureAwait(false);
            }
        }

        return kept;
    }

    private FileDocument Export(FileDocument file, string path, OutputPlace place, VolumeDocument volume)
    {
        var location = place.Prefix + file.Name;
        var target = VolumeBook.PathOf(volume, location) ?? throw new TaskFailedException($"The output location '{place.Prefix}' leads out of the volume.");
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(path, target, overwrite: true);
        files.Bytes.Delete(file.Bytes);
        return file with { Bytes = [], Volume = volume.Id, Location = location };
    }

    private FileDocument Take(SbgTask task, FileDocument earlier, string folder)
    {
        var taken = files.Add(files.New(Project(task), folder, FileNames.Free(files, folder, earlier.Name)) with
        {
            IsFolder = earlier.IsFolder,
            Size = earlier.Size,
            ETag = earlier.ETag,
            Bytes = earlier.Bytes,
            Volume = earlier.Volume,
            Location = earlier.Location,
            OriginTask = task.Id,
            Metadata = (JsonObject)earlier.Metadata.DeepClone(),
        });
        foreach (var child in files.Children(earlier.Id).ToList())
        {
            Take(task, child, taken.Id);
        }

        return taken;
    }

    private static JsonObject Reference(FileDocument file) => new() { ["class"] = file.IsFolder ? "Directory" : "File", ["path"] = file.Id, ["name"] = file.Name };

    private ProjectDocument Project(SbgTask task) => projects.Table.Find(task.Project) ?? throw new TaskFailedException("The project is gone.");

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
