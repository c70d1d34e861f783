using SageTasks.Http;

namespace SageTasks.Runs;

/// <summary>Reads the end of a failed run's log for a message; a log that cannot be read must not hide the failure itself.</summary>
internal static class LogTail
{
    private const int Lines = 20;

    public static async Task<IReadOnlyList<string>> ReadAsync<TRequest>(IRunPlatform<TRequest> platform, string runId, CancellationToken cancellationToken = default)
    {
        try
        {
            return await platform.GetLogTailAsync(runId, Lines, cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException failure)
        {
            return [$"(the log could not be read: {failure.Message})"];
        }
    }
}
