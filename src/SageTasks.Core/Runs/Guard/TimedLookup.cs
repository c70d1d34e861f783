namespace SageTasks.Runs;

/// <summary>A look-up, when it began by this process's monotonic clock, and how long it took.</summary>
internal sealed record TimedLookup(RunLookup Lookup, long Started, TimeSpan Duration)
{
    public static async Task<TimedLookup> RunAsync<TRequest>(
        IRunPlatform<TRequest> platform, IReadOnlyCollection<SubmissionKey> keys, TimeProvider time, CancellationToken cancellationToken = default)
    {
        var started = time.GetTimestamp();
        var lookup = await platform.FindAsync(keys, cancellationToken).ConfigureAwait(false);
        return new TimedLookup(lookup, started, time.GetElapsedTime(started));
    }

    /// <summary>The server's clock when the look-up began; null where it did not say.</summary>
    public DateTimeOffset? ServerTime => Lookup.ServerTime - Duration;
}
