using SageTasks.Http;
using static SageTasks.Tower.TowerJson;
using static SageTasks.Tower.Wire;

namespace SageTasks.Tower;

public partial class TowerClient
{
    /// <summary>Launches a run with one request that is never repeated (<c>POST /workflow/launch</c>) and answers its id.
    /// Nothing here prevents a second run of the same work: the guard over <see cref="TowerRuns"/> does.</summary>
    /// <param name="launch">The launch; what is null is not sent.</param>
    /// <param name="sourceWorkspaceId">The workspace that shares the pipeline; null where it lives in this one.</param>
    /// <param name="cancellationToken">Stops the call; if it was being sent, whether a run exists is then unknown.</param>
    /// <exception cref="InvalidRequestException">Tower refused the launch; <see cref="ApiError.Details"/> lists every reason that it gave.</exception>
    /// <exception cref="SubmissionUnknownException">Whether a run was launched is not known.</exception>
    public virtual async Task<string> LaunchAsync(
        WorkflowLaunchRequest launch, long? sourceWorkspaceId = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(launch);
        var path = RequestPath.Of($"/workflow/launch").Query("sourceWorkspaceId", sourceWorkspaceId);
        var answer = await PostAsync(
            path, RequestSafety.Once, new LaunchRequestBody(launch), Default.LaunchRequestBody, Default.LaunchedAnswer, cancellationToken).ConfigureAwait(false);
        return answer.WorkflowId is { Length: > 0 } id ? id : throw new SubmissionUnknownException(new ApiError
        {
            Platform = TowerApi.Name,
            Method = "POST",
            Uri = Address("/workflow/launch"),
            Status = 200,
            Reason = "The answer names no run.",
        });
    }

    /// <summary>The runs of the workspace, newest first, through all pages, each once, also where runs come and go meanwhile (<c>GET /workflow</c>).</summary>
    /// <exception cref="ArgumentException">The query cannot be asked; see <see cref="RunQuery.ToSearch"/>.</exception>
    public virtual IAsyncEnumerable<WorkflowItem> ListRunsAsync(RunQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= RunQuery.All;
        var search = query.ToSearch();
        var runs = new OverlappingPages<WorkflowItem>(
            "runs",
            PageSize,
            item => item.Workflow.Id,
            async (offset, max, token) =>
            {
                var page = await ListRunsPageAsync(search, offset, max, query.WithLabels, token).ConfigureAwait(false);
                return new Slice<WorkflowItem>(page.Workflows, page.HasMore, page.TotalSize);
            }).ReadAsync(cancellationToken);
        return query is { After: null, Before: null } ? runs : runs.Where(item => query.FitsDays(item.Workflow));
    }

    /// <summary>One page of runs, newest first, with the count of all and the server's time (<c>GET /workflow</c>).</summary>
    /// <param name="search">The server's search syntax, unchecked (<see cref="RunQuery.ToSearch"/> writes it); null for all runs.</param>
    /// <param name="offset">How many to skip.</param>
    /// <param name="max">How many to show, at most 100: the server refuses more.</param>
    /// <param name="withLabels">Whether the answer shall carry each run's labels.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public virtual async Task<WorkflowPage> ListRunsPageAsync(
        string? search = null, int offset = 0, int max = PageSize, bool withLabels = false, CancellationToken cancellationToken = default)
    {
        var path = RequestPath.Of($"/workflow")
            .Query("attributes", withLabels ? "labels" : null)
            .Query("max", CheckMax(max))
            .Query("offset", offset)
            .Query("search", search)
            .Query("includeTotalSize", true);
        var (page, time, waited) = await _api.GetWithTimeAsync(
            await InWorkspaceAsync(path, cancellationToken).ConfigureAwait(false), Default.WorkflowPage, cancellationToken).ConfigureAwait(false);
        return page with { ServerTime = time, Waited = waited };
    }

    /// <summary>A run with its job, progress and labels (<c>GET /workflow/{workflowId}</c>).</summary>
    /// <exception cref="AccessDeniedException">There is no such run in this workspace, or the token does not see it: Tower does not tell them apart.</exception>
    public virtual Task<WorkflowDetails> GetRunAsync(string workflowId, CancellationToken cancellationToken = default) =>
        GetAsync(RequestPath.Of($"/workflow/{workflowId}").Query("attributes", "labels"), Default.WorkflowDetails, cancellationToken);

    /// <summary>What a run was launched with: the only place that holds its parameters as they were sent
    /// (<c>GET /workflow/{workflowId}/launch</c>). Null where the run was not launched by the platform.</summary>
    public virtual async Task<LaunchConfiguration?> GetRunLaunchAsync(string workflowId, CancellationToken cancellationToken = default) =>
        (await GetAsync(RequestPath.Of($"/workflow/{workflowId}/launch"), Default.LaunchAnswer, cancellationToken).ConfigureAwait(false)).Launch;

    /// <summary>A launch configuration by its id (<c>GET /launch/{launchId}</c>).</summary>
    public virtual async Task<LaunchConfiguration?> GetLaunchAsync(string launchId, CancellationToken cancellationToken = default) =>
        (await GetAsync(RequestPath.Of($"/launch/{launchId}"), Default.LaunchAnswer, cancellationToken).ConfigureAwait(false)).Launch;

    /// <summary>The dataset versions that a launch reads (<c>GET /launch/{launchId}/datasets</c>).</summary>
    public virtual async Task<IReadOnlyList<DatasetVersion>> ListLaunchDatasetsAsync(string launchId, CancellationToken cancellationToken = default) =>
        (await GetAsync(RequestPath.Of($"/launch/{launchId}/datasets"), Default.DatasetVersionPage, cancellationToken).ConfigureAwait(false)).Versions;

    /// <summary>How far a run is (<c>GET /workflow/{workflowId}/progress</c>).</summary>
    public virtual async Task<WorkflowProgress> GetProgressAsync(string workflowId, CancellationToken cancellationToken = default) =>
        (await GetAsync(RequestPath.Of($"/workflow/{workflowId}/progress"), Default.ProgressAnswer, cancellationToken).ConfigureAwait(false)).Progress
            ?? new WorkflowProgress();

    /// <summary>How each process of a run used its resources (<c>GET /workflow/{workflowId}/metrics</c>).</summary>
    public virtual async Task<IReadOnlyList<WorkflowMetrics>> GetMetricsAsync(string workflowId, CancellationToken cancellationToken = default) =>
        (await GetAsync(RequestPath.Of($"/workflow/{workflowId}/metrics"), Default.MetricsAnswer, cancellationToken).ConfigureAwait(false)).Metrics;

    /// <summary>Asks Tower to stop a run (<c>POST /workflow/{workflowId}/cancel</c>). Repeating it does no harm.</summary>
    /// <param name="workflowId">The run's id.</param>
    /// <param name="force">Ends the run's record also where its job cannot be reached.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public virtual Task CancelRunAsync(string workflowId, bool force = false, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, RequestPath.Of($"/workflow/{workflowId}/cancel").Query("force", force ? true : null), new EmptyBody(), Default.EmptyBody, cancellationToken);

    /// <summary>Deletes a run's record (<c>DELETE /workflow/{workflowId}</c>). The guard does not see it afterwards.</summary>
    /// <param name="workflowId">The run's id.</param>
    /// <param name="force">Deletes it also while it is active.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public virtual Task DeleteRunAsync(string workflowId, bool force = false, CancellationToken cancellationToken = default) =>
        DeleteAsync(RequestPath.Of($"/workflow/{workflowId}").Query("force", force ? true : null), cancellationToken);

    /// <summary>Deletes the records of many runs and answers the ids of those that stayed (<c>POST /workflow/delete</c>).</summary>
    /// <param name="workflowIds">The runs' ids.</param>
    /// <param name="force">Deletes them also while they are active.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public virtual async Task<IReadOnlyList<string>> DeleteRunsAsync(
        IReadOnlyList<string> workflowIds, bool force = false, CancellationToken cancellationToken = default) =>
        (await PostAsync(
            RequestPath.Of($"/workflow/delete").Query("force", force ? true : null),
            RequestSafety.Idempotent,
            new DeleteRunsRequest(workflowIds),
            Default.DeleteRunsRequest,
            Default.DeleteRunsAnswer,
            cancellationToken).ConfigureAwait(false)).FailedWorkflowIds ?? [];

    /// <summary>Whether a run may have this name (<c>GET /workflow/validate</c>). Tower keeps the pair of name and session unique, not the name.</summary>
    /// <param name="runName">The name.</param>
    /// <param name="sessionId">The session that the run would resume; null for a new one.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public virtual async Task<RunNameCheck> CheckRunNameAsync(string runName, string? sessionId = null, CancellationToken cancellationToken = default)
    {
        var request = new ApiRequest
        {
            Safety = RequestSafety.Safe,
            Path = RequestPath.Of($"/workflow/validate").Query("runName", runName).Query("sessionId", sessionId),
            Accept = static status => status is 400 or 409,
        };
        var answer = await _api.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return answer.Status switch
        {
            409 => RunNameCheck.Taken,
            400 => RunNameCheck.Malformed,
            _ => RunNameCheck.Free,
        };
    }

    /// <summary>A run name made up by the server (<c>GET /workflow/random-name</c>).</summary>
    public virtual async Task<string> GetRandomRunNameAsync(CancellationToken cancellationToken = default) =>
        (await _api.GetAsync($"/workflow/random-name", Default.NameAnswer, cancellationToken).ConfigureAwait(false)).Name;
}
