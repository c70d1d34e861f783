using System.Text.Json.Nodes;

namespace SageTasks.Wes;

/// <summary>A workflow to run, in a user's words: a file of a folder, an address in a tool registry, or any address. Plain data: it round-trips
/// through JSON with any serializer.</summary>
public sealed record WorkflowSubmission
{
    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The workflow. With <see cref="Folder"/> a file in it; else <c>trs://host/id/version</c> or the address of a version in a tool registry
    /// (TRS), whose files are fetched and sent along; else an address that the server reads by itself.</summary>
    public required string Workflow { get; init; }

    /// <summary>The folder on this machine in which the workflow and all that it imports are.</summary>
    public string? Folder { get; init; }

    /// <summary>Whether every file of the folder is sent, and not only what the workflow is seen to import. Names that begin with a dot are left out.</summary>
    public bool WholeFolder { get; init; }

    /// <summary>The workflow's language; null tells it by the file's name, or by the registry.</summary>
    public string? WorkflowType { get; init; }

    /// <summary>The language's version; null reads it from the workflow.</summary>
    public string? WorkflowTypeVersion { get; init; }

    /// <summary>The parameters. Files of the folder that a CWL <c>File</c> names by a relative location are sent along.</summary>
    public JsonObject? Parameters { get; init; }

    /// <summary>The engine; null leaves it to the server.</summary>
    public string? WorkflowEngine { get; init; }

    /// <summary>Parameters of the engine.</summary>
    public IReadOnlyDictionary<string, string> EngineParameters { get; init => field = value ?? None; } = None;

    /// <summary>Tags of the run; no part of the key of the work.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init => field = value ?? None; } = None;

    /// <summary>Further files to send.</summary>
    public IReadOnlyList<WesAttachment> Attachments { get; init => field = value ?? []; } = [];

    /// <summary>Makes otherwise equal work distinct, such as <c>2026-11-22</c> for "once per day"; null for "once".</summary>
    public string? Scope { get; init; }
}
