using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SageTasks.Wes;

/// <summary>A run with all that the server tells of it (<c>GET /runs/{run_id}</c>).</summary>
public sealed record WesRun
{
    /// <summary>The run's id; null where the server leaves it out of its own answer.</summary>
    public string? RunId { get; init; }

    /// <summary>What it was asked for. Attachments are not told.</summary>
    public WesStoredRequest? Request { get; init; }

    /// <summary>Where it stands.</summary>
    public WesState? State { get; init; }

    /// <summary>The engine's log.</summary>
    public WesLog? RunLog { get; init; }

    /// <summary>Where its tasks are; <see cref="WesClient.ListTasksAsync"/> reads them.</summary>
    public string? TaskLogsUrl { get; init; }

    /// <summary>Its tasks, on servers that put them here (version 1.0).</summary>
    [AllowNull]
    public IReadOnlyList<WesTaskLog> TaskLogs { get; init => field = value ?? []; } = [];

    /// <summary>What the workflow gave back, in the server's own form;</summary>
    public JsonElement? Outputs { get; init; }
}
