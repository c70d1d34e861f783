using System.Text.Json.Nodes;

namespace SageTasks.Cavatica;

/// <summary>A background job on files. The platform forgets it after a month.</summary>
public sealed record FileJob
{
    /// <summary>The address of this resource.</summary>
    public string? Href { get; init; }

    /// <summary>The job's id.</summary>
    public required string Id { get; init; }

    /// <summary>COPY, MOVE or DELETE.</summary>
    public string? Type { get; init; }

    /// <summary>Where it stands.</summary>
    public CavaticaJobState State { get; init; }

    /// <summary>How many files there are.</summary>
    public long? TotalFiles { get; init; }

    /// <summary>How many are done.</summary>
    public long? CompletedFiles { get; init; }

    /// <summary>How many went wrong.</summary>
    public long? FailedFiles { get; init; }

    /// <summary>What became of each file, once it has finished.</summary>
    public IReadOnlyList<JsonObject> Result { get; init => field = value ?? []; } = [];

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartedOn { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? FinishedOn { get; init; }
}
