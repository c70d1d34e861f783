using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>Brings a task's inputs onto this machine.</summary>
internal sealed class InputStaging(CavaticaWorld world, FileBook files, FileContents contents)
{
    /// <summary>The inputs with paths of this machine in the place of ids.</summary>
    public async Task<JsonObject> StageAsync(JsonObject inputs, string folder)
    {
        var staged = new JsonObject();
        foreach (var (name, value) in inputs)
        {
            staged[name] = await StageAsync(value, folder).ConfigureAwait(false);
        }

        return staged;
    }

    private async Task<JsonNode?> StageAsync(JsonNode? value, string folder)
    {
        switch (value)
        {
            case JsonObject item when (string?)item["class"] is "File" or "Directory":
                return await StageFileAsync(item, folder).ConfigureAwait(false);
            case JsonObject record:
                return await StageAsync(record, folder).ConfigureAwait(false);
            case JsonArray array:
                var items = new JsonArray();
                foreach (var one in array)
                {
                    items.Add(await StageAsync(one, folder).ConfigureAwait(false));
                }

                return items;
            default:
                return value?.DeepClone();
        }
    }

    private async Task<JsonObject> StageFileAsync(JsonObject item, string folder)
    {
        var (id, tree) = Find((string?)item["path"] ?? "");
        var path = Path.Combine(folder, "inputs", id, tree[0].Path);
        foreach (var (place, file) in tree)
        {
            var to = Path.Combine(folder, "inputs", id, place);
            if (file.IsFolder)
            {
                Directory.CreateDirectory(to);
            }
            else
            {
                await contents.CopyToAsync(file, to).ConfigureAwait(false);
            }
        }

        return tree[0].File.IsFolder
            ? new JsonObject { ["class"] = "Directory", ["path"] = path }
            : new JsonObject { ["class"] = "File", ["path"] = path, ["basename"] = tree[0].File.Name, ["metadata"] = tree[0].File.Metadata.DeepClone() };
    }

    private (string Id, IReadOnlyList<(string Path, FileDocument File)> Tree) Find(string id)
    {
        lock (world.Lock)
        {
            var file = files.Table.Find(id) ?? throw new TaskFailedException($"The input file {id} is gone.");
            return (id, [.. Walk(file, file.Name)]);
        }
    }

    private IEnumerable<(string Path, FileDocument File)> Walk(FileDocument file, string path) =>
        files.Children(file.Id).SelectMany(child => Walk(child, Path.Combine(path, child.Name))).Prepend((path, file));
}
