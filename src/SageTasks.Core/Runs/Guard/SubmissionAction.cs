namespace SageTasks.Runs;

/// <summary>What the guard does next.</summary>
public enum SubmissionAction
{
    /// <summary>Start a new run.</summary>
    Launch = 0,

    /// <summary>Return the run that is under way.</summary>
    Attach,

    /// <summary>Return the run that has succeeded.</summary>
    Reuse,

    /// <summary>Start the draft of this work.</summary>
    Start,

    /// <summary>Resume the failed run, or start anew where it cannot be resumed.</summary>
    Resume,

    /// <summary>Start a new run after earlier ones.</summary>
    Resubmit,

    /// <summary>Wait for a run that is being cancelled.</summary>
    Wait,

    /// <summary>Throw and leave it to the caller.</summary>
    Refuse,
}
