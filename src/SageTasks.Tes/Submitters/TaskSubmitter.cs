using System.Diagnostics.CodeAnalysis;

namespace SageTasks.Tes;

/// <summary>Who submitted a task: a workflow engine, and which part of which of its workflows the task is. Travels in tags.</summary>
public sealed record TaskSubmitter
{
    /// <summary>The tag of the engine's name.</summary>
    public const string NameTag = "ms-submitter-name";

    /// <summary>The tag of the workflow's id.</summary>
    public const string WorkflowIdTag = "ms-submitter-workflow-id";

    /// <summary>The tag of the workflow's name.</summary>
    public const string WorkflowNameTag = "ms-submitter-workflow-name";

    /// <summary>The tag of the workflow's stage.</summary>
    public const string WorkflowStageTag = "ms-submitter-workflow-stage";

    /// <summary>The tag of the directory that a Cromwell call runs in.</summary>
    public const string ExecutionDirectoryTag = "ms-submitter-cromwell-executiondir";

    /// <summary>The engine or program, such as <c>cromwell</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The id of the workflow's run.</summary>
    public string? WorkflowId { get; init; }

    /// <summary>The workflow.</summary>
    public string? WorkflowName { get; init; }

    /// <summary>The step of the workflow that the task is.</summary>
    public string? WorkflowStage { get; init; }

    /// <summary>The directory in the container that a Cromwell call runs in.</summary>
    public string? ExecutionDirectory { get; init; }

    /// <summary>Which instance of the step the task is, in the engine's own words; Cromwell's alone, and in no tag.</summary>
    public string? TaskInstance { get; init; }

    /// <summary>The shard of a scattered step; -1 for a step that is not scattered. Cromwell's alone, and in no tag.</summary>
    public int? Shard { get; init; }

    /// <summary>Which attempt at the step the task is. Cromwell's alone, and in no tag.</summary>
    public int? Attempt { get; init; }

    /// <summary>The tags that say so; what is null has none.</summary>
    public IReadOnlyDictionary<string, string> ToTags()
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal) { [NameTag] = Name };
        Add(WorkflowIdTag, WorkflowId);
        Add(WorkflowNameTag, WorkflowName);
        Add(WorkflowStageTag, WorkflowStage);
        Add(ExecutionDirectoryTag, ExecutionDirectory);
        return tags;

        void Add(string key, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                tags[key] = value;
            }
        }
    }

    /// <summary>Reads the tags of a task; false where they name no submitter.</summary>
    public static bool TryRead(IReadOnlyDictionary<string, string> tags, [NotNullWhen(true)] out TaskSubmitter? submitter)
    {
        ArgumentNullException.ThrowIfNull(tags);
        submitter = Value(NameTag) is { } name
            ? new TaskSubmitter
            {
                Name = name,
                WorkflowId = Value(WorkflowIdTag),
                WorkflowName = Value(WorkflowNameTag),
                WorkflowStage = Value(WorkflowStageTag),
                ExecutionDirectory = Value(ExecutionDirectoryTag),
            }
            : null;
        return submitter is not null;

        string? Value(string key) => tags.TryGetValue(key, out var value) && value.Length > 0 ? value : null;
    }
}
