using System.Text.Json.Nodes;

namespace SageTasks.Cavatica;

/// <summary>What a WES run was asked for.</summary>
public sealed record WesRunRequest
{
    /// <summary>The parameters; inputs that were not set stand as null.</summary>
    public JsonObject? WorkflowParams { get; init; }

    /// <summary>The language of the workflow, CWL.</summary>
    public string? WorkflowType { get; init; }

    /// <summary>The version of the language.</summary>
    public string? WorkflowTypeVersion { get; init; }

    /// <summary>The app.</summary>
    public string? WorkflowUrl { get; init; }

    /// <summary>The run's tags.</summary>
    public JsonObject? Tags { get; init; }

    /// <summary>Settings of the engine, under the name that this platform gives them.</summary>
    public JsonObject? WorkflowEngineParams { get; init; }

    /// <summary>Settings of the engine, under the standard's name.</summary>
    public JsonObject? WorkflowEngineParameters { get; init; }
}
