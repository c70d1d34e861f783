using SageTasks.Http;

namespace SageTasks.Runs;

/// <summary>Reads the end of a failed run's log for a message; a log that cannot be read, for whatever reason, must not hide the failure itself.</summary>
internal static class LogTail
{
    private const int Lines = 20;
    private const int LongestLine = 2_000;

    public static async Task<IReadOnlyList<string>> ReadAsync<TRequest>(IRunPlatform<TRequest> platform, string runId, CancellationToken cancellationToken = default)
    {
        try
        {
            var tail = await platform.GetLogTailAsync(runId, Lines, cancellationToken).ConfigureAwait(false);
            return [.. tail.TakeLast(Lines).Select(Short)];
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return [$"(the log could not be read: {Short(Redaction.Text(failure.Message))})"];
        }
    }

    private static string Short(string line) => line.Length <= LongestLine ? line : $"{line[..LongestLine]}…";
}
