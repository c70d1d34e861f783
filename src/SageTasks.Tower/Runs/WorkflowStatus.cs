using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Tower;

/// <summary>Where a run stands. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The platform's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<WorkflowStatus>))]
public readonly record struct WorkflowStatus(string? Value) : IOpenEnum<WorkflowStatus>
{
    /// <summary>Waits for its job to start.</summary>
    public static WorkflowStatus Submitted { get; } = new("SUBMITTED");

    /// <summary>Runs.</summary>
    public static WorkflowStatus Running { get; } = new("RUNNING");

    /// <summary>Ended well.</summary>
    public static WorkflowStatus Succeeded { get; } = new("SUCCEEDED");

    /// <summary>Ended with an error.</summary>
    public static WorkflowStatus Failed { get; } = new("FAILED");

    /// <summary>A person stopped it.</summary>
    public static WorkflowStatus Cancelled { get; } = new("CANCELLED");

    /// <summary>Was stopped; a word of Nextflow's that the API does not list.</summary>
    public static WorkflowStatus Aborted { get; } = new("ABORTED");

    /// <summary>The platform lost contact with it.</summary>
    public static WorkflowStatus Unknown { get; } = new("UNKNOWN");

    /// <summary>The platform's own word; null in a default value.</summary>
    public string? Value { get; } = Value;

    /// <summary>Makes a value from the platform's word, known or not.</summary>
    public static WorkflowStatus Create(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? string.Empty;
}
