using System.Text.Json.Nodes;

namespace SageTasks.Cavatica;

/// <summary>A job of a task.</summary>
public sealed record TaskJob
{
    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>DONE or COMPLETED, FAILED, RUNNING.</summary>
    public string? Status { get; init; }

    /// <summary>The command.</summary>
    public string? CommandLine { get; init; }

    /// <summary>Whether it was tried again.</summary>
    public bool? Retried { get; init; }

    /// <summary>The instance that it ran on.</summary>
    public JsonObject? Instance { get; init; }

    /// <summary>The image that it ran in.</summary>
    public JsonObject? Docker { get; init; }

    /// <summary>Its log files: names and addresses.</summary>
    public JsonObject? Logs { get; init; }
}
