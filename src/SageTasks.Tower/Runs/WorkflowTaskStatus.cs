using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Tower;

/// <summary>Where a task stands. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The platform's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<WorkflowTaskStatus>))]
public readonly record struct WorkflowTaskStatus(string? Value) : IOpenEnum<WorkflowTaskStatus>
{
    /// <summary>Not submitted yet.</summary>
    public static WorkflowTaskStatus New { get; } = new("NEW");

    /// <summary>Handed to the executor, not started yet.</summary>
    public static WorkflowTaskStatus Submitted { get; } = new("SUBMITTED");

    /// <summary>Runs.</summary>
    public static WorkflowTaskStatus Running { get; } = new("RUNNING");

    /// <summary>Taken from an earlier run.</summary>
    public static WorkflowTaskStatus Cached { get; } = new("CACHED");

    /// <summary>Ended well.</summary>
    public static WorkflowTaskStatus Completed { get; } = new("COMPLETED");

    /// <summary>Ended with an error.</summary>
    public static WorkflowTaskStatus Failed { get; } = new("FAILED");

    /// <summary>Was stopped.</summary>
    public static WorkflowTaskStatus Aborted { get; } = new("ABORTED");

    /// <summary>The platform's own word; null in a default value.</summary>
    public string? Value { get; } = Value;

    /// <summary>Makes a value from the platform's word, known or not.</summary>
    public static WorkflowTaskStatus Create(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? string.Empty;
}
