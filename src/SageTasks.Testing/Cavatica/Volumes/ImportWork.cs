using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>Does imports: what lies on a volume gets an alias in a project, and no byte moves.</summary>
internal sealed class ImportWork(FileBook files, VolumeBook volumes, UserDirectory users)
{
    /// <summary>Refuses what cannot be a request for an import; whether the location is there only the job finds out.</summary>
    public void Check(UserDocument user, JsonObject request)
    {
        var source = request["source"] as JsonObject ?? throw CavaticaErrors.Refuse(400, 9011, "'source' is missing.");
        volumes.Get(user, CavaticaCall.TextOf(source, "volume"));
        if (string.IsNullOrEmpty(CavaticaCall.TextOf(source, "location")))
        {
            throw CavaticaErrors.Refuse(400, 9011, "'source.location' is missing.");
        }

        Place(user, request);
        if (Name(request) is { } name)
        {
            FileNames.Check(name);
        }
    }

    /// <summary>The id of the file or folder that came of it.</summary>
    public string Import(JobDocument job, JsonObject request)
    {
        var user = users.Find(job.User)!;
        var source = (JsonObject)request["source"]!;
        var (volume, location) = (volumes.Get(user, (string?)source["volume"]), ((string?)source["location"])!);
        var path = VolumeBook.PathOf(volume, location) ?? throw CavaticaErrors.Refuse(400, 9103, "Location on volume is not accessible as configured.");
        var place = Place(user, request);
        if (File.Exists(path))
        {
            return Alias(volume, location, place, Name(request) ?? Path.GetFileName(path), request).Id;
        }

        return Directory.Exists(path) ? Tree(volume, location.TrimEnd('/'), place, request) : throw CavaticaErrors.Refuse(404, 9105, "Location on volume not found.");
    }

    private FilePlace Place(UserDocument user, JsonObject request)
    {
        var destination = request["destination"] as JsonObject ?? throw CavaticaErrors.Refuse(400, 9011, "'destination' is missing.");
        return files.Place(user, CavaticaCall.TextOf(destination, "project"), CavaticaCall.TextOf(destination, "parent"));
    }

    private static string? Name(JsonObject request) => CavaticaCall.TextOf((JsonObject)request["destination"]!, "name");

    private static bool Has(JsonObject request, string flag) => request[flag] is JsonValue value && value.TryGetValue<bool>(out var set) && set;

    private FileDocument Alias(VolumeDocument volume, string location, FilePlace place, string name, JsonObject request)
    {
        var info = new FileInfo(VolumeBook.PathOf(volume, location)!);
        var taken = files.Child(place.Folder, name);
        if (taken is not null && Has(request, "autorename"))
        {
            (taken, name) = (null, FileNames.Free(files, place.Folder, name));
        }

        if (taken is not null && (taken.IsFolder || !Has(request, "overwrite")))
        {
            throw CavaticaErrors.Refuse(409, 9108, "Requested file already exists.");
        }

        var alias = (taken ?? files.New(place.Project, place.Folder, name)) with { Size = info.Length, ETag = ETags.Of(info), Bytes = [], Volume = volume.Id, Location = location };
        return taken is null ? files.Add(alias) : files.Change(taken, alias);
    }

    private string Tree(VolumeDocument volume, string location, FilePlace place, JsonObject request)
    {
        var root = Folder(place, Name(request) ?? location.Split('/')[^1]);
        var keeps = request["preserve_folder_structure"] is null || Has(request, "preserve_folder_structure");
        foreach (var found in VolumeBook.Locations(volume, $"{location}/").ToList())
        {
            var parts = found[(location.Length + 1)..].Split('/');
            var folder = keeps ? parts[..^1].Aggregate(root, (parent, name) => Folder(place with { Folder = parent }, name)) : root;
            Alias(volume, found, place with { Folder = folder }, parts[^1], request);
        }

        return root;
    }

    private string Folder(FilePlace place, string name) => (files.Child(place.Folder, name) is { IsFolder: true } known
        ? known
        : files.Add(files.New(place.Project, place.Folder, FileNames.Free(files, place.Folder, name)) with { IsFolder = true })).Id;
}
