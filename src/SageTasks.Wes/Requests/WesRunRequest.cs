using System.Text.Json.Nodes;

namespace SageTasks.Wes;

/// <summary>What to run (<c>POST /runs</c>). Plain data: it round-trips through JSON with any serializer.</summary>
public sealed record WesRunRequest
{
    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The workflow: an address that the server can read, or the name of one of the <see cref="Attachments"/>.</summary>
    public required string WorkflowUrl { get; init; }

    /// <summary>The workflow's language by the server's word, such as <c>CWL</c>, <c>WDL</c>, <c>NFL</c> or <c>SMK</c>.</summary>
    public required string WorkflowType { get; init; }

    /// <summary>The language's version, such as <c>v1.2</c>.</summary>
    public required string WorkflowTypeVersion { get; init; }

    /// <summary>The workflow's parameters.</summary>
    public JsonObject? Parameters { get; init; }

    /// <summary>The engine. Null leaves it to the server; where the server has one engine only, that is named.</summary>
    public string? WorkflowEngine { get; init; }

    /// <summary>The engine's version; needs <see cref="WorkflowEngine"/>.</summary>
    public string? WorkflowEngineVersion { get; init; }

    /// <summary>Parameters of the engine.</summary>
    public IReadOnlyDictionary<string, string> EngineParameters { get; init => field = value ?? None; } = None;

    /// <summary>The caller's own tags. They are no part of the key of the work.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init => field = value ?? None; } = None;

    /// <summary>Files that go with the request. Through the guard they count by their content.</summary>
    public IReadOnlyList<WesAttachment> Attachments { get; init => field = value ?? []; } = [];

    /// <summary>What <see cref="WesRuns.PrepareAsync"/> chose where this request left it open; null until then.</summary>
    public WesEngineChoice? Chosen { get; init; }
}
