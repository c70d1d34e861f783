namespace SageTasks.Runs;

/// <summary>Another process holds the ledger's claim on this work and did not finish in time. Nothing was started.</summary>
public class ClaimHeldException : SubmissionException
{
    /// <summary>Creates the exception.</summary>
    public ClaimHeldException(SubmissionKey key, TimeSpan waited)
        : base(key, $"Another process has been submitting the work {key} for more than {waited}. Submit again later, or raise "
            + $"{nameof(SubmissionPolicy)}.{nameof(SubmissionPolicy.ClaimTimeout)}.")
    {
    }
}
