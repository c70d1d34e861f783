namespace SageTasks.Runs;

/// <summary>Where a submission gets its look-ups from: one of its own, or one shared with many others.</summary>
internal interface IRunLookups
{
    /// <summary>A look-up for a work's keys that began at or after a moment.</summary>
    Task<TimedLookup> LookAsync(IReadOnlyCollection<SubmissionKey> keys, long notBefore, CancellationToken cancellationToken = default);
}
