using System.Text.Json;
using System.Text.Json.Nodes;
using SageTasks.Testing.Cavatica;

namespace SageTasks.Testing;

/// <summary>A task of a <see cref="LocalCavatica"/> that code of this process executes.</summary>
public sealed class LocalCavaticaJob
{
    private readonly TaskWork _work;
    private readonly JsonObject _outputs = [];

    internal LocalCavaticaJob(TaskWork work) =>
        (_work, TaskId, Folder, Inputs) = (work, work.Task.Id, work.Folder, JsonDocument.Parse(work.Inputs.ToJsonString()).RootElement);

    /// <summary>The task.</summary>
    public string TaskId { get; }

    /// <summary>The folder of this execution of the task alone, empty at first but for its inputs.</summary>
    public string Folder { get; }

    /// <summary>The inputs that are set. A file's <c>path</c> is a path of this machine, and beside it stands its <c>metadata</c>.</summary>
    public JsonElement Inputs { get; }

    internal JsonObject Outputs => _outputs;

    /// <summary>Runs a program in <see cref="Folder"/> as a step of the task: execution details show it with its command line, the task's logs keep what it
    /// says, and it ends with the task when that is aborted. One that ends with another exit code than 0 fails the task.</summary>
    /// <param name="step">The step's name, which no other step of the task has at the same time.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancellationToken">Kills it, with all that it started.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public Task RunAsync(string step, string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(step);
        ArgumentException.ThrowIfNullOrEmpty(program);
        ArgumentNullException.ThrowIfNull(arguments);
        return Runners.RunAsync(_work, step, program, arguments, cancellationToken);
    }

    /// <summary>Gives back a file, or a folder with all that is in it, which becomes one of the project when the task has ended well.</summary>
    /// <param name="output">The output's name.</param>
    /// <param name="path">The path, absolute or in <see cref="Folder"/>. Several of one output are given back as a list.</param>
    public void AddOutput(string output, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(output);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = new JsonObject { ["class"] = Directory.Exists(Path.Combine(Folder, path)) ? "Directory" : "File", ["path"] = path };
        _outputs[output] = _outputs[output] switch
        {
            null => file,
            JsonArray list => new JsonArray([.. list.Select(item => item?.DeepClone()), file]),
            var first => new JsonArray(first.DeepClone(), file),
        };
    }

    /// <summary>Gives back a value.</summary>
    /// <param name="output">The output's name.</param>
    /// <param name="value">The value.</param>
    public void SetOutput(string output, JsonElement value)
    {
        ArgumentException.ThrowIfNullOrEmpty(output);
        _outputs[output] = JsonNode.Parse(value.GetRawText());
    }
}
