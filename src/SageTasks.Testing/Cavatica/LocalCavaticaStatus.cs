namespace SageTasks.Testing;

/// <summary>The states of a task as Cavatica writes them.</summary>
public static class LocalCavaticaStatus
{
    /// <summary>Made, not started, and billed to nobody.</summary>
    public const string Draft = "DRAFT";

    /// <summary>The parts of a batch are being made.</summary>
    public const string Creating = "CREATING";

    /// <summary>Waits for its turn.</summary>
    public const string Queued = "QUEUED";

    /// <summary>Runs.</summary>
    public const string Running = "RUNNING";

    /// <summary>A user stopped it, and it has not ended yet.</summary>
    public const string Aborting = "ABORTING";

    /// <summary>Ended well.</summary>
    public const string Completed = "COMPLETED";

    /// <summary>Ended badly.</summary>
    public const string Failed = "FAILED";

    /// <summary>A user stopped it.</summary>
    public const string Aborted = "ABORTED";

    /// <summary>Those that the platform documents for filters.</summary>
    internal static IReadOnlyList<string> OfFilters { get; } = [Queued, Draft, Running, Completed, Aborted, Failed];

    internal static bool IsActive(string status) => status is Creating or Queued or Running or Aborting;

    internal static bool HasEnded(string status) => status is Completed or Failed or Aborted;
}
