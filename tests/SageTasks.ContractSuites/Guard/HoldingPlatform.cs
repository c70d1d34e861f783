using SageTasks.Runs;

namespace SageTasks.ContractSuites;

/// <summary>A platform whose clock stands still while a request is under way.</summary>
public sealed class HoldingPlatform<TRequest>(IRunPlatform<TRequest> inner, SkippingTime time) : IRunPlatform<TRequest>
{
    public RunCapabilities Capabilities => inner.Capabilities;

    public Task<PreparedRun<TRequest>> PrepareAsync(TRequest request, CancellationToken cancellationToken = default) =>
        HoldAsync(() => inner.PrepareAsync(request, cancellationToken));

    public CanonicalRequest Canonicalize(PreparedRun<TRequest> prepared) => inner.Canonicalize(prepared);

    public Task<RunLookup> FindAsync(IReadOnlyCollection<SubmissionKey> keys, CancellationToken cancellationToken = default) =>
        HoldAsync(() => inner.FindAsync(keys, cancellationToken));

    public Task<RunSnapshot> CreateAsync(PreparedRun<TRequest> prepared, SubmissionTag tag, CancellationToken cancellationToken = default) =>
        HoldAsync(() => inner.CreateAsync(prepared, tag, cancellationToken));

    public Task<RunSnapshot> StartAsync(string runId, CancellationToken cancellationToken = default) =>
        HoldAsync(() => inner.StartAsync(runId, cancellationToken));

    public Task<RunSnapshot?> ResumeAsync(
        RunSnapshot failed, PreparedRun<TRequest> prepared, SubmissionTag tag, CancellationToken cancellationToken = default) =>
        HoldAsync(() => inner.ResumeAsync(failed, prepared, tag, cancellationToken));

    public Task<CanonicalRequest?> ReadRequestAsync(string runId, CancellationToken cancellationToken = default) =>
        HoldAsync(() => inner.ReadRequestAsync(runId, cancellationToken));

    public Task<RunSnapshot?> GetAsync(string runId, CancellationToken cancellationToken = default) => HoldAsync(() => inner.GetAsync(runId, cancellationToken));

    public Task<IReadOnlyList<RunSnapshot>> GetManyAsync(IReadOnlyCollection<string> runIds, CancellationToken cancellationToken = default) =>
        HoldAsync(() => inner.GetManyAsync(runIds, cancellationToken));

    public Task CancelAsync(string runId, CancellationToken cancellationToken = default) => HoldAsync(async () =>
    {
        await inner.CancelAsync(runId, cancellationToken);
        return true;
    });

    public Task DiscardAsync(string runId, CancellationToken cancellationToken = default) => inner.DiscardAsync(runId, cancellationToken);

    public Task<IReadOnlyList<string>> GetLogTailAsync(string runId, int lines, CancellationToken cancellationToken = default) =>
        HoldAsync(() => inner.GetLogTailAsync(runId, lines, cancellationToken));

    private async Task<T> HoldAsync<T>(Func<Task<T>> request)
    {
        using (time.Hold())
        {
            return await request().ConfigureAwait(false);
        }
    }
}
