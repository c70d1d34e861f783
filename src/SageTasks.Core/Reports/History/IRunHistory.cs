namespace SageTasks.Reports;

/// <summary>The runs that a platform shows, with the times and costs that it tells: what a report is made of where no evidence was kept.</summary>
public interface IRunHistory
{
    /// <summary>The runs that fit, in the platform's order, through all pages.</summary>
    IAsyncEnumerable<ReportedRun> ListAsync(RunHistoryQuery query, CancellationToken cancellationToken = default);

    /// <summary>One run; null where the platform does not show it (any more).</summary>
    Task<ReportedRun?> GetAsync(string runId, CancellationToken cancellationToken = default);

    /// <summary>Whether a run of this service (<see cref="ReportedRun.Service"/>) can be one of these. Others are not asked for: what a platform
    /// says to ids of another one is not foreseen.</summary>
    bool CanShow(string service) => true;
}
