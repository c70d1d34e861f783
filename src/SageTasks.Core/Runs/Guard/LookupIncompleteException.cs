namespace SageTasks.Runs;

/// <summary>The look-up could not cover every run that the platform shows, so that a new run could be a second one. Nothing was started.</summary>
public class LookupIncompleteException : SubmissionException
{
    /// <summary>Creates the exception from the reason that the look-up gave.</summary>
    public LookupIncompleteException(SubmissionKey key, string? reason)
        : base(key, $"Whether the work {key} runs already cannot be told: {reason ?? "the look-up was incomplete"}. Nothing was started. "
            + $"Submit again, use a ledger, or accept the risk of a second run with {nameof(SubmissionPolicy)}.{nameof(SubmissionPolicy.AcceptRisk)}.")
    {
    }
}
