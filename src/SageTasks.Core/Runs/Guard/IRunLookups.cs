namespace SageTasks.Runs;

/// <summary>Where a submission gets its look-ups from: one of its own, or one shared with many others.</summary>
internal interface IRunLookups
{
    /// <summary>A look-up for a key that began at or after a moment.</summary>
    Task<TimedLookup> LookAsync(SubmissionKey key, long notBefore, CancellationToken cancellationToken = default);
}
