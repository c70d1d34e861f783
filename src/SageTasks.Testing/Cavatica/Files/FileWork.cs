using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>What can be done to files: copied, moved, deleted, described. Used by single, bulk and asynchronous operations alike.</summary>
internal sealed class FileWork(FileBook files)
{
    /// <summary>A copy, under a name that is free; with another id, and so another DRS id. It shares the bytes.</summary>
    public FileDocument Copy(FileDocument source, FilePlace place, string? name) => files.Add(source with
    {
        Id = CavaticaWorld.FileId(),
        Name = FileNames.Free(files, place.Folder, FileNames.Check(name ?? source.Name)),
        Project = place.Project.Id,
        Parent = place.Folder,
        Metadata = (JsonObject)source.Metadata.DeepClone(),
        OriginTask = null,
    });

    /// <summary>A copy of a folder with all that is below it.</summary>
    public FileDocument CopyTree(FileDocument source, FilePlace place, string? name)
    {
        var copy = Copy(source, place, name);
        foreach (var child in files.Children(source.Id).ToList())
        {
            CopyTree(child, place with { Folder = copy.Id }, null);
        }

        return copy;
    }

    public FileDocument Move(FileDocument file, FilePlace place, string? name)
    {
        if (place.Project.Id != file.Project)
        {
            throw CavaticaErrors.Refuse(400, 5015, "Moving files between projects is not supported.");
        }

        if (file.IsFolder && (place.Folder == file.Id || files.Below(file.Id).Any(below => below.Id == place.Folder)))
        {
            throw CavaticaErrors.Refuse(400, 5033, "A folder cannot be moved into itself.");
        }

        var wanted = FileNames.Check(name ?? file.Name);
        return files.Child(place.Folder, wanted) is { } other && other.Id != file.Id
            ? throw CavaticaErrors.Refuse(409, 5003, "Requested file already exists.")
            : files.Change(file, file with { Parent = place.Folder, Name = wanted });
    }

    public void Delete(FileDocument file, bool isRecursive = false)
    {
        if (file.Parent is null)
        {
            throw CavaticaErrors.Bad("The folder that holds a project's files cannot be deleted.");
        }

        if (!isRecursive && files.Children(file.Id).Any())
        {
            throw CavaticaErrors.Refuse(400, 5021, "Deleting non-empty folders is not supported.");
        }

        files.Remove(file);
    }

    /// <summary>Changes name, tags and metadata where a body has them; <paramref name="replaces"/> forgets what else the metadata said.</summary>
    public FileDocument Edit(FileDocument file, JsonObject body, bool replaces)
    {
        var name = CavaticaCall.TextOf(body, "name");
        if (name is not null && name != file.Name && files.Child(file.Parent ?? "", FileNames.Check(name)) is not null)
        {
            throw CavaticaErrors.Refuse(409, 5003, "Requested file already exists.");
        }

        var tags = body["tags"] as JsonArray;
        var metadata = body["metadata"] as JsonObject;
        if (file.IsFolder && (tags is not null || metadata is not null))
        {
            throw CavaticaErrors.Refuse(400, tags is null ? 5025 : 5027, "Updating folder metadata and tags is not supported.");
        }

        return files.Change(file, file with
        {
            Name = name ?? file.Name,
            Tags = tags is null ? file.Tags : Tags(tags),
            Metadata = metadata is null ? file.Metadata : Metadata(replaces ? [] : file.Metadata, metadata),
        });
    }

    public static IReadOnlyList<string> Tags(JsonArray tags) => tags.All(tag => tag is JsonValue value && value.TryGetValue<string>(out _))
        ? [.. tags.Select(tag => tag!.GetValue<string>()).Distinct(StringComparer.Ordinal)]
        : throw CavaticaErrors.Refuse(400, 5011, "Tags are a list of texts.");

    /// <summary>Metadata with changes: a null takes a value away. Values are texts or lists of texts.</summary>
    public static JsonObject Metadata(JsonObject before, JsonObject changes)
    {
        var after = (JsonObject)before.DeepClone();
        foreach (var (key, value) in changes)
        {
            if (value is null)
            {
                after.Remove(key);
            }
            else
            {
                after[key] = value is JsonObject || key.Length == 0 ? throw CavaticaErrors.Refuse(400, 5006, "Metadata validation failed.") : value.DeepClone();
            }
        }

        return after;
    }
}
