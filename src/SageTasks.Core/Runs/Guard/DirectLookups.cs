namespace SageTasks.Runs;

/// <summary>A look-up of its own for every question.</summary>
internal sealed class DirectLookups<TRequest>(IRunPlatform<TRequest> platform, TimeProvider time) : IRunLookups
{
    public Task<TimedLookup> LookAsync(IReadOnlyCollection<SubmissionKey> keys, long notBefore, CancellationToken cancellationToken = default) =>
        TimedLookup.RunAsync(platform, keys, time, cancellationToken);
}
