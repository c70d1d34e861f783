namespace SageTasks.Runs;

/// <summary>A request whose outcome is not known yet.</summary>
/// <param name="Nonce">The nonce that it carried; null where the platform refused it as a duplicate of a run that is not visible yet.</param>
/// <param name="Attempt">The attempt that it started.</param>
/// <param name="SentAt">When it was sent, by this machine's clock.</param>
/// <param name="Sent">A moment of this process's monotonic clock after the request was sent.</param>
/// <param name="Head">How long before that moment it was sent.</param>
/// <param name="Cause">What went wrong.</param>
internal sealed record PendingIntent(string? Nonce, int Attempt, DateTimeOffset SentAt, long Sent, TimeSpan Head, Exception? Cause)
{
    public TimeSpan AgeAt(long moment, TimeProvider time) => Head + time.GetElapsedTime(Sent, moment);

    /// <summary>A resumed run carries no nonce and is known by its attempt; one that no guard started is no request's run.</summary>
    public bool IsSeenAs(Candidate candidate) => candidate.Run.Tag is not null
        && (candidate.Nonce is { } nonce && Nonce is not null ? string.Equals(nonce, Nonce, StringComparison.Ordinal) : candidate.Attempt == Attempt);
}
