namespace SageTasks.Runs;

/// <summary>The three answers of a look-up. Only <see cref="AbsentComplete"/> allows a new run.</summary>
public enum RunLookupOutcome
{
    /// <summary>At least one run carries the key.</summary>
    Found,

    /// <summary>Every run that the platform shows was looked at, and none carries the key.</summary>
    AbsentComplete,

    /// <summary>None was found, but the look-up could not cover everything.</summary>
    Incomplete,
}
