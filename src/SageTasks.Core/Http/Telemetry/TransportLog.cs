using Microsoft.Extensions.Logging;

namespace SageTasks.Http;

/// <summary>What the pipeline logs. Addresses arrive here already redacted.</summary>
internal static partial class TransportLog
{
    [LoggerMessage(1, LogLevel.Debug, "{Method} {Address} answered {Status} after {Milliseconds} ms")]
    public static partial void Answered(this ILogger log, string method, string address, int status, double milliseconds);

    [LoggerMessage(2, LogLevel.Warning, "{Method} {Address} failed on attempt {Attempt} ({Problem}); trying again in {Milliseconds} ms")]
    public static partial void Retrying(this ILogger log, string method, string address, int attempt, string problem, double milliseconds);

    [LoggerMessage(3, LogLevel.Warning, "{Method} {Address} was sent and its outcome is not known ({Problem})")]
    public static partial void OutcomeUnknown(this ILogger log, string method, string address, string problem);

    [LoggerMessage(4, LogLevel.Debug, "{Method} {Address} was redirected to {Target}")]
    public static partial void Redirected(this ILogger log, string method, string address, string target);
}
