namespace SageTasks.Runs;

/// <summary>How sure the answer of a submission is.</summary>
public enum ConfirmMode
{
    /// <summary>Wait until no run that was started at the same time can still be hidden.</summary>
    Settled = 0,

    /// <summary>Answer at once, for interactive use: a hidden older run may turn out to be the winner later.</summary>
    Early,
}
