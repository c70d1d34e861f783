namespace SageTasks.Testing;

/// <summary>The states of a run as Tower writes them.</summary>
public static class TowerStatus
{
    /// <summary>Accepted; the head job has not started.</summary>
    public const string Submitted = "SUBMITTED";

    /// <summary>The head job runs.</summary>
    public const string Running = "RUNNING";

    /// <summary>Ended well.</summary>
    public const string Succeeded = "SUCCEEDED";

    /// <summary>Ended badly.</summary>
    public const string Failed = "FAILED";

    /// <summary>A user stopped it.</summary>
    public const string Cancelled = "CANCELLED";

    /// <summary>The head job is out of touch; nobody knows.</summary>
    public const string Unknown = "UNKNOWN";

    internal static bool IsActive(string? status) => status is Submitted or Running;
}
