using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Wes;

/// <summary>Where a run stands. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The server's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<WesState>))]
public readonly record struct WesState(string? Value) : IOpenEnum<WesState>
{
    /// <summary>The server does not know.</summary>
    public static WesState Unknown { get; } = new("UNKNOWN");

    /// <summary>Waits for its turn.</summary>
    public static WesState Queued { get; } = new("QUEUED");

    /// <summary>Its files are staged.</summary>
    public static WesState Initializing { get; } = new("INITIALIZING");

    /// <summary>Runs.</summary>
    public static WesState Running { get; } = new("RUNNING");

    /// <summary>Held.</summary>
    public static WesState Paused { get; } = new("PAUSED");

    /// <summary>Ended well.</summary>
    public static WesState Complete { get; } = new("COMPLETE");

    /// <summary>The workflow failed.</summary>
    public static WesState ExecutorError { get; } = new("EXECUTOR_ERROR");

    /// <summary>The server failed.</summary>
    public static WesState SystemError { get; } = new("SYSTEM_ERROR");

    /// <summary>A user stopped it.</summary>
    public static WesState Canceled { get; } = new("CANCELED");

    /// <summary>A user stops it.</summary>
    public static WesState Canceling { get; } = new("CANCELING");

    /// <summary>The system took its resources away.</summary>
    public static WesState Preempted { get; } = new("PREEMPTED");

    /// <summary>Being deleted; a word of sapporo's.</summary>
    public static WesState Deleting { get; } = new("DELETING");

    /// <summary>Deleted; a word of sapporo's.</summary>
    public static WesState Deleted { get; } = new("DELETED");

    /// <summary>The server's own word; null in a default value.</summary>
    public string? Value { get; } = Value;

    /// <summary>Makes a value from the server's word, known or not.</summary>
    public static WesState Create(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? string.Empty;
}
