namespace SageTasks.Runs;

/// <summary>A look-up, when its first request was sent by this process's monotonic clock, and how long it took from then.</summary>
internal sealed record TimedLookup(RunLookup Lookup, long Started, TimeSpan Duration)
{
    public static async Task<TimedLookup> RunAsync<TRequest>(
        IRunPlatform<TRequest> platform, IReadOnlyCollection<SubmissionKey> keys, TimeProvider time, CancellationToken cancellationToken = default)
    {
        var asked = time.GetTimestamp();
        var lookup = await platform.FindAsync(keys, cancellationToken).ConfigureAwait(false);
        var took = time.GetElapsedTime(asked);

        // A look-up that waited behind a thousand launches is as young as its first request, not as the wish for it.
        var waited = TimeSpan.FromTicks(Math.Clamp(lookup.Waited.Ticks, 0, took.Ticks));
        return new TimedLookup(lookup, asked + (long)(waited.TotalSeconds * time.TimestampFrequency), took - waited);
    }

    /// <summary>The server's clock when the look-up began; null where it did not say.</summary>
    public DateTimeOffset? ServerTime => Lookup.ServerTime - Duration;
}
