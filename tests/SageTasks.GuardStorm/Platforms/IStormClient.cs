using SageTasks.Runs;

namespace SageTasks.GuardStorm;

/// <summary>One submitter.</summary>
internal interface IStormClient
{
    Task<Submission> SubmitAsync(int work, CancellationToken cancellationToken);

    /// <summary>Submits many at once; answers for each why it failed, or null.</summary>
    IAsyncEnumerable<string?> SubmitAllAsync(IEnumerable<int> works, CancellationToken cancellationToken);
}
