using System.Runtime.ExceptionServices;
using SageTasks.Http;

namespace SageTasks.Storage.Gcs;

/// <summary>What may lie behind a request whose outcome is not known.</summary>
internal static class UnclearOutcome
{
    /// <summary>Throws what is not the network's fault: the caller's own cancellation, or a source that could not be read.</summary>
    public static void ThrowIfOwnFault(Exception failure, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        for (var cause = failure.InnerException; cause is not null; cause = cause.InnerException)
        {
            if (cause is TransferException)
            {
                ExceptionDispatchInfo.Throw(cause);
            }
        }
    }

    /// <summary>The failure for a caller who gives up: what was asked may be asked again.</summary>
    public static ApiException GiveUp(SubmissionUnknownException failure) =>
        ApiException.Of(failure.Error with { CanRetry = true, Advice = "Call again to go on." }, failure);
}
