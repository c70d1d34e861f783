namespace SageTasks.Testing.Cavatica;

/// <summary>The states of jobs.</summary>
internal static class JobState
{
    /// <summary>The first state of imports and exports.</summary>
    public const string Pending = "PENDING";

    /// <summary>The first state of all other jobs.</summary>
    public const string Submitted = "SUBMITTED";

    /// <summary>Addresses are being looked up.</summary>
    public const string Resolving = "RESOLVING";

    public const string Running = "RUNNING";

    /// <summary>How imports and exports end well.</summary>
    public const string Completed = "COMPLETED";

    public const string Failed = "FAILED";

    /// <summary>How all other jobs end, whatever became of their items.</summary>
    public const string Finished = "FINISHED";

    public static bool HasEnded(string state) => state is Completed or Failed or Finished;
}
