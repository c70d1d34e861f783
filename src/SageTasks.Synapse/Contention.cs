using SageTasks.Http;

namespace SageTasks.Synapse;

/// <summary>Reads and applies a change again when others changed the same thing meanwhile.</summary>
internal static class Contention
{
    private const int Attempts = 12;

    /// <summary>Runs a change that reads first. A 409, 412 or 423 runs it again; the last one surfaces.</summary>
    public static async Task<T> RetryAsync<T>(
        TimeProvider time, Func<CancellationToken, Task<T>> change, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await change(cancellationToken).ConfigureAwait(false);
            }
            catch (ApiException e) when (attempt < Attempts && e is (PreconditionFailedException or ConflictException))
            {
                await PauseAsync(time, attempt, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Does again what a lost answer left unclear. Only for what does no harm twice: a change that looks first, or the creation of
    /// something that means nothing until it is referred to.</summary>
    public static async Task<T> RepeatAsync<T>(TimeProvider time, Func<CancellationToken, Task<T>> harmless, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await harmless(cancellationToken).ConfigureAwait(false);
            }
            catch (SubmissionUnknownException) when (attempt < Attempts && !cancellationToken.IsCancellationRequested)
            {
                await PauseAsync(time, attempt, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Waits a random while that grows with the attempts, up to two seconds.</summary>
    public static Task PauseAsync(TimeProvider time, int attempt, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromMilliseconds(Math.Min(2000, 40 << Math.Min(attempt, 6)) * (0.5 + Random.Shared.NextDouble())), time, cancellationToken);
}
