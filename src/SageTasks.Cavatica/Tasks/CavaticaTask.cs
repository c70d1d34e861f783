using System.Text.Json.Nodes;

namespace SageTasks.Cavatica;

/// <summary>A task: an app with inputs, drafted, running or ended.</summary>
public sealed record CavaticaTask
{
    /// <summary>The address of this resource.</summary>
    public string? Href { get; init; }

    /// <summary>The task's id, a UUID.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Where it stands.</summary>
    public CavaticaTaskStatus Status { get; init; }

    /// <summary>Its description.</summary>
    public string? Description { get; init; }

    /// <summary>The project that it is in.</summary>
    public string? Project { get; init; }

    /// <summary>The app with its revision, owner/project/app/revision.</summary>
    public string? App { get; init; }

    /// <summary>The version of tasks that it is, v2.</summary>
    public string? Type { get; init; }

    /// <summary>Who made it.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>Who ran it.</summary>
    public string? ExecutedBy { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreatedTime { get; init; }

    /// <summary>When it was asked to run.</summary>
    public DateTimeOffset? SubmittedTime { get; init; }

    /// <summary>When it began to run.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Whether it is the parent of a batch.</summary>
    public bool? Batch { get; init; }

    /// <summary>The input that a batch takes apart.</summary>
    public string? BatchInput { get; init; }

    /// <summary>How a batch takes it apart.</summary>
    public BatchBy? BatchBy { get; init; }

    /// <summary>The part of a batch that a child is.</summary>
    public BatchGroup? BatchGroup { get; init; }

    /// <summary>The batch that a child belongs to.</summary>
    public string? Parent { get; init; }

    /// <summary>The inputs as the platform keeps them: more than was sent.</summary>
    public JsonObject? Inputs { get; init; }

    /// <summary>The outputs; those that there are not stand as null.</summary>
    public JsonObject? Outputs { get; init; }

    /// <summary>What is wrong with the inputs.</summary>
    public JsonNode? Errors { get; init; }

    /// <summary>What may be wrong with the inputs.</summary>
    public JsonNode? Warnings { get; init; }

    /// <summary>How far it is.</summary>
    public ExecutionStatus? ExecutionStatus { get; init; }

    /// <summary>What it runs on.</summary>
    public ExecutionSettings? ExecutionSettings { get; init; }

    /// <summary>Whether it uses cheaper instances that may be taken away.</summary>
    public bool? UseInterruptibleInstances { get; init; }

    /// <summary>Where its outputs go.</summary>
    public OutputLocation? OutputLocation { get; init; }

    /// <summary>The automation run that made it.</summary>
    public TaskOrigin? Origin { get; init; }

    /// <summary>What it cost.</summary>
    public BillingBalance? Price { get; init; }
}
