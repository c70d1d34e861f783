using System.Text.Json.Nodes;

namespace SageTasks.Cavatica;

/// <summary>A task as the platform's WES service tells of it.</summary>
public sealed record WesRunLog
{
    /// <summary>The run's id: the task's id.</summary>
    public required string RunId { get; init; }

    /// <summary>Where it stands, in WES's words.</summary>
    public string? State { get; init; }

    /// <summary>What was asked for.</summary>
    public WesRunRequest? Request { get; init; }

    /// <summary>The run's own log.</summary>
    public WesLog? RunLog { get; init; }

    /// <summary>The logs of its jobs.</summary>
    public IReadOnlyList<WesLog> TaskLogs { get; init => field = value ?? []; } = [];

    /// <summary>The outputs; files stand as DRS URIs.</summary>
    public JsonObject? Outputs { get; init; }
}
