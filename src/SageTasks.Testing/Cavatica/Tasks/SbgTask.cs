using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>A task as it is kept.</summary>
internal sealed record SbgTask
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    public required string Project { get; init; }

    /// <summary>The app with its revision.</summary>
    public required string App { get; init; }

    public required string Status { get; init; }

    public required string CreatedBy { get; init; }

    public string? ExecutedBy { get; init; }

    public required DateTimeOffset CreatedTime { get; init; }

    public DateTimeOffset? StartTime { get; init; }

    public DateTimeOffset? EndTime { get; init; }

    /// <summary>The inputs as they were sent, without those that are unset.</summary>
    public JsonObject Inputs { get; init; } = [];

    public JsonObject Outputs { get; init; } = [];

    public bool IsBatch { get; init; }

    public string? BatchInput { get; init; }

    public JsonObject? BatchBy { get; init; }

    /// <summary>The batch task that this one is a part of.</summary>
    public string? Parent { get; init; }

    /// <summary>Which part of the batch it is.</summary>
    public JsonObject? BatchGroup { get; init; }

    public bool UseInterruptibleInstances { get; init; }

    public JsonObject? ExecutionSettings { get; init; }

    public JsonObject? OutputLocation { get; init; }

    /// <summary>The run of an automation that made it.</summary>
    public string? OriginId { get; init; }

    public string? Message { get; init; }

    /// <summary>The tags that a WES client sent; the platform's own tasks have none.</summary>
    public JsonObject? Tags { get; init; }

    public IReadOnlyList<TaskJob> Jobs { get; init; } = [];

    /// <summary>Until when, by the true clock, lists leave it out.</summary>
    public DateTimeOffset? HiddenUntil { get; init; }

    /// <summary>What it has in common with tasks that do the same, once it has been executed.</summary>
    public string? MemoKey { get; init; }

    /// <summary>Whether it is executed by what a process registered, so that another life waits for that.</summary>
    public bool IsRegistered { get; init; }

    /// <summary>Whether nothing executes it: a test says what becomes of it.</summary>
    public bool IsStaged { get; init; }
}
