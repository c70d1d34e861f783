using System.Text.Json.Nodes;

namespace SageTasks.Testing.Wes;

/// <summary>Runs workflows of one language as a process.</summary>
internal interface IWorkflowEngine
{
    WorkflowLanguage Language { get; }

    /// <summary>Whether the engine fetches a workflow from an address by itself.</summary>
    bool Fetches { get; }

    /// <summary>Whether a workflow is one step and needs nothing but its files, so that a TES can execute it.</summary>
    bool IsOneStep { get; }

    /// <summary>The command, which will run in the folder with the attachments.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="workflow">The workflow: a file in that folder, or an address.</param>
    /// <param name="parameters">The name of the file with the parameters in that folder.</param>
    WorkflowCommand Command(RunRequest request, string workflow, string parameters);

    /// <summary>Sees each line of standard error, and notes the tasks that it tells of.</summary>
    Action<string> Reader(TaskBook tasks);

    /// <summary>What the workflow gave back, files named by their places in the folder behind <see cref="RunFiles.Scheme"/>.</summary>
    JsonNode Outputs(RunFiles files, IReadOnlyList<string> before);
}
