using Microsoft.Extensions.Logging;

namespace SageTasks.Runs;

internal static partial class WatchLog
{
    [LoggerMessage(20, LogLevel.Warning, "{Platform} did not answer how the runs stand; asking again")]
    public static partial void AskFailed(ILogger logger, string platform, Exception failure);
}
