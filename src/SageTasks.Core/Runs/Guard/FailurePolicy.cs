namespace SageTasks.Runs;

/// <summary>What to do with work that has failed before.</summary>
public enum FailurePolicy
{
    /// <summary>Resume where the platform can, so that work already done is not done again; start anew where it cannot.</summary>
    Resume = 0,

    /// <summary>Start anew from the beginning.</summary>
    Resubmit,

    /// <summary>Leave it to the caller.</summary>
    Throw,
}
