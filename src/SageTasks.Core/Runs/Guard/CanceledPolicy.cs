namespace SageTasks.Runs;

/// <summary>What to do with work that was cancelled before.</summary>
public enum CanceledPolicy
{
    /// <summary>Leave it to the caller: a person stopped it.</summary>
    Throw = 0,

    /// <summary>Start anew.</summary>
    Resubmit,
}
