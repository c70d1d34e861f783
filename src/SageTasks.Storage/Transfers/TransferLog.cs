using Microsoft.Extensions.Logging;

namespace SageTasks.Storage;

internal static partial class TransferLog
{
    [LoggerMessage(1, LogLevel.Information, "{Source}: going on with {Bytes} of {Size} bytes that are already there")]
    public static partial void Resumed(ILogger logger, string source, long bytes, long size);

    [LoggerMessage(2, LogLevel.Warning, "{Source}: the body broke off at byte {Offset}, failure {Failures} in a row; asking for the rest")]
    public static partial void BodyBroken(ILogger logger, Exception cause, string source, long offset, int failures);

    [LoggerMessage(3, LogLevel.Warning, "{Source}: starting round {Round} since {Reason}")]
    public static partial void Restarting(ILogger logger, string source, int round, string reason);

    [LoggerMessage(4, LogLevel.Debug, "{Source}: {Bytes} bytes verified and published as {Destination}")]
    public static partial void Published(ILogger logger, string source, long bytes, string destination);

    [LoggerMessage(5, LogLevel.Warning, "{Destination}: the upload could not be given up; the next call to this destination tries again")]
    public static partial void UploadLeft(ILogger logger, Exception cause, string destination);
}
