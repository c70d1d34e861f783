namespace SageTasks.Runs;

/// <summary>Where a run stands, in the same words on every platform. Each platform maps its own states into these
/// and keeps the raw value in <see cref="RunSnapshot.RawState"/>.</summary>
public enum RunState
{
    /// <summary>The platform answered with a state that is unknown or missing.</summary>
    Unknown = 0,

    /// <summary>Prepared but not started; costs nothing yet.</summary>
    Draft,

    /// <summary>Accepted and waiting for resources.</summary>
    Queued,

    /// <summary>Resources are being prepared or inputs staged.</summary>
    Initializing,

    /// <summary>Doing its work.</summary>
    Running,

    /// <summary>Held, and able to go on.</summary>
    Paused,

    /// <summary>Finished, and the work is done.</summary>
    Succeeded,

    /// <summary>Finished by an error of the work itself.</summary>
    Failed,

    /// <summary>Finished by an error of the platform.</summary>
    SystemFailed,

    /// <summary>Asked to stop, and not stopped yet.</summary>
    Canceling,

    /// <summary>Stopped on request.</summary>
    Canceled,

    /// <summary>Stopped by the platform to give its resources to others.</summary>
    Preempted,
}
