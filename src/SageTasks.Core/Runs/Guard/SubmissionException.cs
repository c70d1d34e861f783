namespace SageTasks.Runs;

/// <summary>The guard will not decide for the caller. Nothing was started by the call that throws it.</summary>
public class SubmissionException : Exception
{
    /// <summary>Creates the exception.</summary>
    public SubmissionException(SubmissionKey key, string message, Exception? innerException = null)
        : base(message, innerException) => Key = key;

    /// <summary>The identity of the work.</summary>
    public SubmissionKey Key { get; }
}
