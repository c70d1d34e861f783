using System.Text.Json.Serialization;
using System.Text.Json;
using SageTasks.Http;

namespace SageTasks.Wes;

/// <summary>What a run was asked for, as the server stored it.</summary>
public sealed record WesStoredRequest
{
    /// <summary>The parameters: an object, on some servers its text.</summary>
    public JsonElement? WorkflowParams { get; init; }

    /// <summary>The workflow's language, such as <c>CWL</c>.</summary>
    public string? WorkflowType { get; init; }

    /// <summary>The language's version.</summary>
    public string? WorkflowTypeVersion { get; init; }

    /// <summary>The tags.</summary>
    [JsonConverter(typeof(TolerantTextMapConverter))]
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>Parameters of the engine.</summary>
    [JsonConverter(typeof(TolerantTextMapConverter))]
    public IReadOnlyDictionary<string, string>? WorkflowEngineParameters { get; init; }

    /// <summary>The engine.</summary>
    public string? WorkflowEngine { get; init; }

    /// <summary>The engine's version.</summary>
    public string? WorkflowEngineVersion { get; init; }

    /// <summary>The workflow's address, or the name of an attachment.</summary>
    public string? WorkflowUrl { get; init; }
}
