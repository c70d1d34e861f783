using System.Text.Json.Nodes;
using SageTasks.Http;
using SageTasks.Runs;
using SageTasks.Tower;

namespace SageTasks.GuardStorm;

/// <summary>One submitter's guard and platform, as any program would set them up.</summary>
internal sealed class StormClient(StormOrder order, Action<GuardStep> checkpoint)
{
    public const string Pipeline = "https://github.com/sagetasks/storm";

    private readonly SubmissionGuard _guard = new(
        new SubmissionGuardOptions { Checkpoint = checkpoint, LedgerLease = TimeSpan.FromSeconds(order.HorizonSeconds + 5) },
        order.Ledger is null ? null : new FileLedger(order.Ledger));

    private readonly TowerRuns _runs = new(
        new TowerClient(new TowerClientOptions
        {
            Endpoint = order.Endpoint,
            Token = order.Token,
            WorkspaceId = order.WorkspaceId,
            Http = new ApiOptions
            {
                AttemptTimeout = TimeSpan.FromSeconds(10),
                Limit = new LimitOptions { RequestsPerSecond = 10_000, ConcurrentRequests = 64 },
            },
        }),
        new TowerRunsOptions
        {
            SettleTime = TimeSpan.FromSeconds(order.SettleSeconds),
            CommitHorizon = TimeSpan.FromSeconds(order.HorizonSeconds),
            VisibleHistory = null,
        });

    private static SubmissionPolicy Policy => new() { CancelTimeout = TimeSpan.FromSeconds(20) };

    public Task<Submission> SubmitAsync(int work, CancellationToken cancellationToken = default) =>
        _guard.SubmitAsync(_runs, Plan(work), Policy, cancellationToken);

    public IAsyncEnumerable<SubmissionResult<TowerLaunch>> SubmitAllAsync(IEnumerable<int> works, CancellationToken cancellationToken = default) =>
        _guard.SubmitAllAsync(_runs, works.Select(Plan), Policy, cancellationToken: cancellationToken);

    private static RunPlan<TowerLaunch> Plan(int work) => new()
    {
        Request = new TowerLaunch
        {
            Pipeline = Pipeline,
            RunNamePrefix = "storm",
            // The verdict groups runs by this id, not by the guard's key.
            Parameters = new JsonObject { ["work_id"] = work, ["threshold"] = 0.50, ["samples"] = new JsonArray("a", "b") },
        },
    };
}
