using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>Where a task's outputs go: its <c>output_location</c> names a folder of the project, or a place on a volume and the folder of the files that
/// stand for what is there; single outputs can have a place of their own.</summary>
internal sealed class OutputPlaces(FileBook files, VolumeBook volumes)
{
    private static readonly string[] VolumePrefixes = ["volumes://", "volume://"];

    /// <summary>The place of an output; the caller holds the lock.</summary>
    /// <exception cref="TaskFailedException">The place is not there.</exception>
    public OutputPlace Of(SbgTask task, ProjectDocument project, string? output)
    {
        var location = task.OutputLocation;
        var own = location?["nodes_override"] is JsonValue overrides && overrides.TryGetValue<bool>(out var set) && set && output is not null
            ? location["nodes_location"]?[output] as JsonObject
            : null;
        var (place, alias) = (Text(own, "output_location"), Text(own, "output_location_alias"));
        (place, alias) = place is null ? (Text(location, "main_location"), Text(location, "main_location_alias")) : (place, alias);
        if (place is null)
        {
            return new OutputPlace(project.RootFolder);
        }

        return Array.Find(VolumePrefixes, prefix => place.StartsWith(prefix, StringComparison.Ordinal)) is { } volume
            ? OnVolume(place[volume.Length..].Replace("<task_id>", task.Id, StringComparison.Ordinal), alias is null ? project.RootFolder : Folder(project, alias), place)
            : new OutputPlace(Folder(project, place));
    }

    private OutputPlace OnVolume(string path, string folder, string place) => path.Trim('/').Split('/', 3) switch
    {
        [var owner, var name, .. var rest] when volumes.Table.Find($"{owner}/{name}") is { AccessMode: "RW" } volume =>
            new OutputPlace(folder, volume, rest is [{ Length: > 0 } below] ? below + "/" : ""),
        _ => throw new TaskFailedException($"The output location '{place}' is on no volume that can be written."),
    };

    private string Folder(ProjectDocument project, string id) => files.Table.Find(id) is { IsFolder: true } folder && folder.Project == project.Id
        ? folder.Id
        : throw new TaskFailedException($"The output location '{id}' is no folder of the project.");

    private static string? Text(JsonObject? location, string name) =>
        location?[name] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
}
