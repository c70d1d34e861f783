using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Tes;

/// <summary>Where a task stands. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The server's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<TesState>))]
public readonly record struct TesState(string? Value) : IOpenEnum<TesState>
{
    /// <summary>The server does not know, for example after it lost its backend.</summary>
    public static TesState Unknown { get; } = new("UNKNOWN");

    /// <summary>Waits for resources.</summary>
    public static TesState Queued { get; } = new("QUEUED");

    /// <summary>Its machine is prepared, or its inputs are fetched.</summary>
    public static TesState Initializing { get; } = new("INITIALIZING");

    /// <summary>An executor runs.</summary>
    public static TesState Running { get; } = new("RUNNING");

    /// <summary>Held, and able to go on.</summary>
    public static TesState Paused { get; } = new("PAUSED");

    /// <summary>Every executor ended with 0.</summary>
    public static TesState Complete { get; } = new("COMPLETE");

    /// <summary>An executor ended with another code than 0, or an input or output was missing.</summary>
    public static TesState ExecutorError { get; } = new("EXECUTOR_ERROR");

    /// <summary>The server failed, not the task.</summary>
    public static TesState SystemError { get; } = new("SYSTEM_ERROR");

    /// <summary>A person stopped it.</summary>
    public static TesState Canceled { get; } = new("CANCELED");

    /// <summary>The system stopped it to give its resources to others (TES 1.1).</summary>
    public static TesState Preempted { get; } = new("PREEMPTED");

    /// <summary>Was asked to stop, and has not stopped yet (TES 1.1).</summary>
    public static TesState Canceling { get; } = new("CANCELING");

    /// <summary>The server's own word; null in a default value.</summary>
    public string? Value { get; } = Value;

    /// <summary>The task has ended and stays as it is.</summary>
    [JsonIgnore]
    public bool IsTerminal => Value?.ToUpperInvariant() is "COMPLETE" or "EXECUTOR_ERROR" or "SYSTEM_ERROR" or "CANCELED" or "CANCELLED" or "PREEMPTED";

    /// <summary>Makes a value from the server's word, known or not.</summary>
    public static TesState Create(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? string.Empty;
}
