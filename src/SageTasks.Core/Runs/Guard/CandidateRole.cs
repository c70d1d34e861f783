namespace SageTasks.Runs;

/// <summary>The part that a run with the key played in a decision.</summary>
public enum CandidateRole
{
    /// <summary>The run that does the work.</summary>
    Winner = 0,

    /// <summary>Another run of the same work that is still active, or a draft of it that is not needed: superfluous.</summary>
    Twin,

    /// <summary>Another run of the same work that has succeeded too.</summary>
    AlsoSucceeded,

    /// <summary>An attempt that ended without success.</summary>
    Ended,

    /// <summary>A success that the policy refuses as too old or no longer valid.</summary>
    Stale,

    /// <summary>An attempt from before the work was started anew on purpose.</summary>
    Superseded,

    /// <summary>A copy made by hand: it carries the key and nonce of another run, and another request.</summary>
    Clone,

    /// <summary>A run that carries the key and another request.</summary>
    Conflict,
}
