namespace SageTasks.Storage;

/// <summary>The wait before a repetition: doubling, with jitter, at most half a minute.</summary>
internal static class Backoff
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public static Task WaitAsync(int failures, TransferOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var doubled = options.RetryDelay * Math.Pow(2, Math.Min(failures - 1, 16));
        var delay = (doubled < Longest ? doubled : Longest) * (0.5 + (Random.Shared.NextDouble() / 2));
        return Task.Delay(delay, time, cancellationToken);
    }
}
