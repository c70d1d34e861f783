using SageTasks.Http;
using SageTasks.Runs;

namespace SageTasks.GuardStorm;

/// <summary>One submitter's guard and platform, as any program would set them up.</summary>
internal sealed class StormClient<TRequest>(SubmissionGuard guard, IRunPlatform<TRequest> runs, Func<int, TRequest> request) : IStormClient
{
    private static SubmissionPolicy Policy => new() { CancelTimeout = TimeSpan.FromSeconds(20) };

    public Task<Submission> SubmitAsync(int work, CancellationToken cancellationToken) => guard.SubmitAsync(runs, Plan(work), Policy, cancellationToken);

    public IAsyncEnumerable<string?> SubmitAllAsync(IEnumerable<int> works, CancellationToken cancellationToken) =>
        guard.SubmitAllAsync(runs, works.Select(Plan), Policy, cancellationToken: cancellationToken).Select(result => result.Error);

    private RunPlan<TRequest> Plan(int work) => new() { Request = request(work) };
}

/// <summary>What the submitters of all platforms have in common.</summary>
internal static class StormClient
{
    public static IStormClient Of(StormOrder order, Action<GuardStep> checkpoint) => StormPlatforms.Named(order.Platform).Connect(order, Guard(order, checkpoint));

    public static ApiOptions Http => new()
    {
        AttemptTimeout = TimeSpan.FromSeconds(10),
        Limit = new LimitOptions { RequestsPerSecond = 10_000, ConcurrentRequests = 64 },
    };

    private static SubmissionGuard Guard(StormOrder order, Action<GuardStep> checkpoint) => new(
        new SubmissionGuardOptions { Checkpoint = checkpoint, LedgerLease = TimeSpan.FromSeconds(order.HorizonSeconds + 5) },
        order.Ledger?.Open());
}
