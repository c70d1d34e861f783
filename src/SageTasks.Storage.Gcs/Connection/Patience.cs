using SageTasks.Http;

namespace SageTasks.Storage.Gcs;

/// <summary>Counts what failed in a row, and waits longer each time.</summary>
internal sealed class Patience(RetryOptions retry, TimeProvider time)
{
    private int _failures;

    public void Reset() => _failures = 0;

    /// <summary>Waits before another attempt; false where there may be none.</summary>
    public async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        if (++_failures >= retry.MaxAttempts)
        {
            return false;
        }

        var doubled = retry.BaseDelay * Math.Pow(2, Math.Min(_failures - 1, 16));
        var delay = (doubled < retry.MaxDelay ? doubled : retry.MaxDelay) * (1 + (Random.Shared.NextDouble() / 2));
        await Task.Delay(delay, time, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
