using System.Text.Json;

namespace SageTasks.Testing.Wes;

/// <summary>What a run was asked for, as it is kept and shown.</summary>
internal sealed record RunRequest
{
    public JsonElement? WorkflowParams { get; init; }

    public required string WorkflowType { get; init; }

    public required string WorkflowTypeVersion { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    public IReadOnlyDictionary<string, string>? WorkflowEngineParameters { get; init; }

    public string? WorkflowEngine { get; init; }

    public string? WorkflowEngineVersion { get; init; }

    public required string WorkflowUrl { get; init; }
}
