using System.Text.Json.Nodes;

namespace SageTasks.Cavatica;

/// <summary>A run of an automation.</summary>
public sealed record AutomationRun
{
    /// <summary>The address of this resource.</summary>
    public string? Href { get; init; }

    /// <summary>The run's id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>The automation that it is a run of.</summary>
    public JsonObject? Automation { get; init; }

    /// <summary>The package of code that it runs.</summary>
    public JsonObject? Package { get; init; }

    /// <summary>What it was given.</summary>
    public JsonObject? Inputs { get; init; }

    /// <summary>What it answered.</summary>
    public JsonObject? Outputs { get; init; }

    /// <summary>How it runs.</summary>
    public JsonObject? Settings { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreatedOn { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Where it stands.</summary>
    public CavaticaTaskStatus Status { get; init; }

    /// <summary>Who made it.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>The project that it works in.</summary>
    public string? ProjectId { get; init; }

    /// <summary>Mebibytes that it gets.</summary>
    public int? MemoryLimit { get; init; }

    /// <summary>The run that it goes on from.</summary>
    public string? ResumedFrom { get; init; }
}
