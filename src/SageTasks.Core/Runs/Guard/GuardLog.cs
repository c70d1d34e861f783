using Microsoft.Extensions.Logging;

namespace SageTasks.Runs;

internal static partial class GuardLog
{
    [LoggerMessage(1, LogLevel.Information, "{Platform}: created run {RunId} ({RunName}) for the work {Key}, attempt {Attempt}")]
    public static partial void Created(ILogger logger, string platform, string runId, string? runName, string key, int attempt);

    [LoggerMessage(2, LogLevel.Information, "Work {Key}: {Outcome} run {RunId}, since {Decision}")]
    public static partial void Answered(ILogger logger, string key, SubmissionOutcome outcome, string runId, string decision);

    [LoggerMessage(3, LogLevel.Warning, "Work {Key}: whether the request with nonce {Nonce} started a run is not known; looking for it")]
    public static partial void OutcomeUnknown(ILogger logger, string key, string? nonce, Exception failure);

    [LoggerMessage(4, LogLevel.Warning, "Cancelling run {TwinId}: it does the same work as {WinnerId} (key {Key})")]
    public static partial void CancelingTwin(ILogger logger, string twinId, string winnerId, string key);

    [LoggerMessage(5, LogLevel.Error, "Work {Key}: {Warning}")]
    public static partial void TwinStays(ILogger logger, string key, string warning);

    [LoggerMessage(6, LogLevel.Warning, "Whether the draft {RunId} was started is not known; looking again")]
    public static partial void StartUnknown(ILogger logger, string runId, Exception failure);

    [LoggerMessage(7, LogLevel.Warning, "The claim on the work {Key} could not be released and ends with its lease")]
    public static partial void ReleaseFailed(ILogger logger, string key, Exception failure);

    [LoggerMessage(8, LogLevel.Information, "{Platform}: started the draft {RunId} of the work {Key}")]
    public static partial void Started(ILogger logger, string platform, string runId, string key);

    [LoggerMessage(9, LogLevel.Information, "Discarding the superfluous draft {RunId} of the work {Key}")]
    public static partial void Discarding(ILogger logger, string runId, string key);

    [LoggerMessage(10, LogLevel.Warning, "{Platform}: work {Key} is submitted although {Warning}")]
    public static partial void Prepared(ILogger logger, string platform, string key, string warning);

    [LoggerMessage(11, LogLevel.Warning, "{Platform}: the look-up for the work {Key} could not cover everything: {Because}")]
    public static partial void Incomplete(ILogger logger, string platform, string key, string because);

    [LoggerMessage(12, LogLevel.Warning, "The claim on the work {Key} could not be renewed yet; asking again while its lease lasts")]
    public static partial void RenewalFailed(ILogger logger, string key, Exception failure);
}
