using SageTasks.Http;

namespace SageTasks.Storage.S3;

/// <summary>
/// 409 ConditionalRequestConflict: another write of the same key was under way, and S3 did not decide. The same request later is decided.
/// </summary>
internal static class Conflicts
{
    private const int Attempts = 7;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);

    /// <exception cref="ConflictException">It was still so after the last attempt.</exception>
    public static async Task<T> RepeatAsync<T>(Func<Task<T>> send, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await send().ConfigureAwait(false);
            }
            catch (ConflictException e) when (attempt < Attempts && e.Error.Code is "ConditionalRequestConflict" or "OperationAborted")
            {
                var wait = FirstWait * Math.Pow(2, attempt - 1) * (1 + Random.Shared.NextDouble());
                await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
