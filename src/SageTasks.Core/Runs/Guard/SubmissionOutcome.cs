namespace SageTasks.Runs;

/// <summary>What a submission came to.</summary>
public enum SubmissionOutcome
{
    /// <summary>A new run was started, the first for this work.</summary>
    Launched = 0,

    /// <summary>A run of the same work is under way already; nothing was started, or what was started lost against it.</summary>
    Attached,

    /// <summary>A run of the same work has succeeded already; nothing was started.</summary>
    Reused,

    /// <summary>A failed run of the same work was resumed.</summary>
    Resumed,

    /// <summary>A new run was started after earlier ones had failed, had been replaced on purpose, or were no longer valid.</summary>
    Resubmitted,
}
