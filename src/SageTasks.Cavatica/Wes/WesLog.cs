using System.Text.Json.Nodes;

namespace SageTasks.Cavatica;

/// <summary>The log of a WES run or of one of its jobs.</summary>
public sealed record WesLog
{
    /// <summary>What it is the log of.</summary>
    public string? Name { get; init; }

    /// <summary>The command: a list of texts, or a text.</summary>
    public JsonNode? Cmd { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Where its output is, a DRS URI.</summary>
    public string? Stdout { get; init; }

    /// <summary>Where its error output is, a DRS URI.</summary>
    public string? Stderr { get; init; }

    /// <summary>How it ended.</summary>
    public int? ExitCode { get; init; }
}
