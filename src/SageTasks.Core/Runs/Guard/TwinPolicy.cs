namespace SageTasks.Runs;

/// <summary>What to do with a superfluous run of the same work.</summary>
public enum TwinPolicy
{
    /// <summary>Cancel it, whoever started it, and confirm that it has stopped.</summary>
    Cancel = 0,

    /// <summary>Only name it in the evidence.</summary>
    Report,
}
