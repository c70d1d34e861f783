namespace SageTasks.Testing;

/// <summary>The states of a task as TES writes them.</summary>
public static class LocalTesState
{
    /// <summary>Nobody knows.</summary>
    public const string Unknown = "UNKNOWN";

    /// <summary>Accepted; it waits for a free place.</summary>
    public const string Queued = "QUEUED";

    /// <summary>Its inputs are brought in.</summary>
    public const string Initializing = "INITIALIZING";

    /// <summary>Its commands run.</summary>
    public const string Running = "RUNNING";

    /// <summary>Held by the server.</summary>
    public const string Paused = "PAUSED";

    /// <summary>Ended well: all commands and all outputs.</summary>
    public const string Complete = "COMPLETE";

    /// <summary>A command ended badly.</summary>
    public const string ExecutorError = "EXECUTOR_ERROR";

    /// <summary>The server failed: an input could not be read, an output could not be written, or the server died.</summary>
    public const string SystemError = "SYSTEM_ERROR";

    /// <summary>A user stopped it.</summary>
    public const string Canceled = "CANCELED";

    /// <summary>A user stopped it, and it has not ended yet.</summary>
    public const string Canceling = "CANCELING";

    /// <summary>The server took its place away.</summary>
    public const string Preempted = "PREEMPTED";

    internal static IReadOnlySet<string> All { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        Unknown, Queued, Initializing, Running, Paused, Complete, ExecutorError, SystemError, Canceled, Canceling, Preempted,
    };

    internal static bool IsActive(string state) => state is Unknown or Queued or Initializing or Running or Paused or Canceling;
}
