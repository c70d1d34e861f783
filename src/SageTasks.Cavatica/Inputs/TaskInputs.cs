using System.Text.Json.Nodes;

namespace SageTasks.Cavatica;

/// <summary>Builds a task's inputs: <c>new TaskInputs().AddFile("reads", fileId).Add("threads", 4).ToJson()</c>. Held against the app's own
/// CWL with <see cref="AppInputs.Check"/>, which the guard does before anything is sent.</summary>
public sealed class TaskInputs
{
    private readonly JsonObject _inputs = [];

    /// <summary>A file of the platform as a value, for records and lists.</summary>
    /// <param name="fileId">The file's id.</param>
    public static JsonObject File(string fileId) => Place("File", fileId);

    /// <summary>A folder of the platform as a value, for records and lists.</summary>
    /// <param name="folderId">The folder's id.</param>
    public static JsonObject Directory(string folderId) => Place("Directory", folderId);

    /// <summary>Gives an input a file.</summary>
    /// <exception cref="ArgumentException">The input was given already, or an id is blank.</exception>
    public TaskInputs AddFile(string input, string fileId) => Add(input, File(fileId));

    /// <summary>Gives an input a list of files.</summary>
    /// <exception cref="ArgumentException">The input was given already, or an id is blank.</exception>
    public TaskInputs AddFiles(string input, IEnumerable<string> fileIds)
    {
        ArgumentNullException.ThrowIfNull(fileIds);
        return Add(input, new JsonArray([.. fileIds.Select(File)]));
    }

    /// <summary>Gives an input a folder.</summary>
    /// <exception cref="ArgumentException">The input was given already, or an id is blank.</exception>
    public TaskInputs AddDirectory(string input, string folderId) => Add(input, Directory(folderId));

    /// <summary>Gives an input any value: a text, a number, true or false, a list or a record. A text may hold <see cref="Runs.RunPlaceholder.Id"/>.</summary>
    /// <exception cref="ArgumentException">The input was given already, or its name is blank.</exception>
    public TaskInputs Add(string input, JsonNode? value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(input);
        return _inputs.TryAdd(input, value?.Parent is null ? value : value.DeepClone())
            ? this
            : throw new ArgumentException($"The input '{input}' was given already.", nameof(input));
    }

    /// <summary>The inputs for <see cref="TaskRequest.Inputs"/>; a copy.</summary>
    public JsonObject ToJson() => (JsonObject)_inputs.DeepClone();

    private static JsonObject Place(string kind, string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return new JsonObject { ["class"] = kind, ["path"] = id };
    }
}
