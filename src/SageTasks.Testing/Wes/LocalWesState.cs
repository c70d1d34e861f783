namespace SageTasks.Testing;

/// <summary>The states of a run as WES writes them.</summary>
public static class LocalWesState
{
    /// <summary>Nobody knows.</summary>
    public const string Unknown = "UNKNOWN";

    /// <summary>Waits for its turn.</summary>
    public const string Queued = "QUEUED";

    /// <summary>Its files are being staged.</summary>
    public const string Initializing = "INITIALIZING";

    /// <summary>Runs.</summary>
    public const string Running = "RUNNING";

    /// <summary>Held.</summary>
    public const string Paused = "PAUSED";

    /// <summary>Ended well.</summary>
    public const string Complete = "COMPLETE";

    /// <summary>The workflow failed.</summary>
    public const string ExecutorError = "EXECUTOR_ERROR";

    /// <summary>The server failed.</summary>
    public const string SystemError = "SYSTEM_ERROR";

    /// <summary>A user stopped it.</summary>
    public const string Canceled = "CANCELED";

    /// <summary>A user stops it.</summary>
    public const string Canceling = "CANCELING";

    /// <summary>The system took its resources away.</summary>
    public const string Preempted = "PREEMPTED";

    internal static IReadOnlyList<string> All { get; } =
        [Unknown, Queued, Initializing, Running, Paused, Complete, ExecutorError, SystemError, Canceled, Canceling, Preempted];

    internal static bool IsActive(string state) => state is Queued or Initializing or Running or Paused or Canceling or Unknown;
}
