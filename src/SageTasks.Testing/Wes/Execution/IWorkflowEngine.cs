using System.Diagnostics;
using System.Text.Json.Nodes;

namespace SageTasks.Testing.Wes;

/// <summary>Runs workflows of one language as a process.</summary>
internal interface IWorkflowEngine
{
    WorkflowLanguage Language { get; }

    /// <summary>Whether the engine fetches a workflow from an address by itself.</summary>
    bool Fetches { get; }

    /// <summary>The process, which will run in the folder with the attachments.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="workflow">The workflow: a file in that folder, or an address.</param>
    ProcessStartInfo Start(RunRequest request, string workflow);

    /// <summary>Sees each line of standard error, and notes the tasks that it tells of.</summary>
    Action<string> Reader(TaskBook tasks);

    /// <summary>What the workflow gave back, files named by their places in the folder behind <see cref="RunFiles.Scheme"/>.</summary>
    JsonNode Outputs(RunFiles files, IReadOnlyList<string> before);
}
