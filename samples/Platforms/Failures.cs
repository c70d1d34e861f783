using SageTasks.Http;
using SageTasks.Runs;

namespace SageTasks.Samples;

/// <summary>What an orchestrator asks of a failure.</summary>
internal static class Failures
{
    /// <summary>Whether the same task, done again, may succeed. Nothing is started twice by that.</summary>
    public static bool MayPass(Exception failure) => failure is SubmissionUnknownException or LookupIncompleteException or ClaimHeldException
        or LedgerClaimLostException or RunStateUnknownException or NetworkFailureException or RateLimitedException
        or LedgerException { CanRetry: true } or ApiException { Error.CanRetry: true };
}
