namespace SageTasks.Testing;

/// <summary>The states of a task as Tower writes them.</summary>
internal static class TowerTaskStatus
{
    public const string Submitted = "SUBMITTED";

    public const string Running = "RUNNING";

    public const string Cached = "CACHED";

    public const string Completed = "COMPLETED";

    public const string Failed = "FAILED";

    public const string Aborted = "ABORTED";
}
