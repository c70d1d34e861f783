using SageTasks.Http;
using static SageTasks.Cavatica.CavaticaJson;
using static SageTasks.Cavatica.Wire;

namespace SageTasks.Cavatica;

public partial class CavaticaClient
{
    /// <summary>Tasks, all pages, the oldest first (<c>GET /tasks</c>, always with an order: without one, pages repeat and lose rows).</summary>
    /// <exception cref="PagingException">The list can't be read completely.</exception>
    public virtual IAsyncEnumerable<CavaticaTask> ListTasksAsync(TaskQuery? query = null, CancellationToken cancellationToken = default) =>
        ListAsync("tasks", () => PathOf(query ?? new TaskQuery()), task => task.Id, Default.PageCavaticaTask, cancellationToken);

    /// <summary>One page of the same (<c>GET /tasks</c>), 100 at most.</summary>
    public virtual Task<CavaticaPage<CavaticaTask>> ListTasksPageAsync(TaskQuery query, long offset = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return PageAsync(PathOf(query), offset, Default.PageCavaticaTask, cancellationToken);
    }

    /// <summary>A task with its inputs and outputs (<c>GET /tasks/{id}</c>).</summary>
    /// <exception cref="NotFoundException">There is no such task, or the token does not see it.</exception>
    public virtual Task<CavaticaTask> GetTaskAsync(string taskId, CancellationToken cancellationToken = default) =>
        GetAsync($"/tasks/{taskId}", Default.CavaticaTask, cancellationToken);

    /// <summary>Many tasks, with a result for each (<c>POST /bulk/tasks/get</c>, 100 at a time): the cheapest way to follow many.</summary>
    public virtual Task<IReadOnlyList<BulkResult<CavaticaTask>>> GetTasksAsync(IReadOnlyCollection<string> taskIds, CancellationToken cancellationToken = default) =>
        BulkAsync($"/bulk/tasks/get", RequestSafety.Safe, taskIds, ids => new TasksById(ids), Default.TasksById, Default.BulkAnswerCavaticaTask, (id, task) => task.Id == id, cancellationToken);

    /// <summary>The children of a batch, all pages (<c>GET /tasks?parent=</c>).</summary>
    public virtual IAsyncEnumerable<CavaticaTask> ListBatchChildrenAsync(string taskId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(taskId);
        return ListTasksAsync(new TaskQuery { Parent = taskId }, cancellationToken);
    }

    /// <summary>Makes a task with one request that is never repeated (<c>POST /tasks</c>). Nothing here prevents a second task of the same work:
    /// the guard over <see cref="CavaticaRuns"/> does.</summary>
    /// <param name="task">The task.</param>
    /// <param name="run">Whether to run it at once. Where its inputs are refused then, a draft stays behind all the same.</param>
    /// <param name="cancellationToken">Stops the call; if it was being sent, whether a task exists is then unknown.</param>
    /// <exception cref="ArgumentException">Project or app cannot be used; nothing was sent.</exception>
    /// <exception cref="InvalidRequestException">The platform refused the task; <see cref="ApiError.Details"/> name the inputs that are wrong.</exception>
    /// <exception cref="SubmissionUnknownException">Whether a task was made is not known.</exception>
    public virtual Task<CavaticaTask> CreateTaskAsync(TaskRequest task, bool run = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        ProjectId(task.Project, "task.Project");
        AppId(task.App, "task.App");
        var path = RequestPath.Of($"/tasks").Query("action", run ? "run" : null);
        return SendAsync(HttpMethod.Post, path, RequestSafety.Once, TaskBody.Of(task), Default.TaskBody, Default.CavaticaTask, cancellationToken);
    }

    /// <summary>Changes a draft (<c>PATCH /tasks/{id}</c>); the platform refuses it for other tasks.</summary>
    public virtual Task<CavaticaTask> UpdateTaskAsync(string taskId, TaskChange change, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Patch, $"/tasks/{taskId}", RequestSafety.Idempotent, change, Default.TaskChange, Default.CavaticaTask, cancellationToken);

    /// <summary>Deletes a task (<c>DELETE /tasks/{id}</c>).</summary>
    public virtual Task DeleteTaskAsync(string taskId, CancellationToken cancellationToken = default) => DeleteAsync($"/tasks/{taskId}", cancellationToken);

    /// <summary>Runs a draft (<c>POST /tasks/{id}/actions/run</c>); the platform refuses it for other tasks.</summary>
    /// <param name="taskId">The draft.</param>
    /// <param name="batch">False runs a batch as a single task; null leaves it as it was drafted.</param>
    /// <param name="useInterruptibleInstances">Whether to use cheaper instances; null leaves it as it was drafted.</param>
    /// <param name="cancellationToken">Stops the call; if it was being sent, whether the task runs is then unknown.</param>
    /// <exception cref="ApiException">The task is no draft, or its inputs are refused: <see cref="ApiError.Details"/> name them.</exception>
    /// <exception cref="SubmissionUnknownException">Whether the task runs is not known.</exception>
    public virtual async Task<CavaticaTask> RunTaskAsync(
        string taskId, bool? batch = null, bool? useInterruptibleInstances = null, CancellationToken cancellationToken = default)
    {
        var path = RequestPath.Of($"/tasks/{taskId}/actions/run").Query("batch", batch).Query("use_interruptible_instances", useInterruptibleInstances);
        try
        {
            var task = await ActAsync(path, RequestSafety.Once, Default.CavaticaTask, cancellationToken).ConfigureAwait(false);
            return task.Status == CavaticaTaskStatus.Draft && Problems.Lines(task.Errors) is { Count: > 0 } errors ? throw NotRun(path, errors) : task;
        }
        catch (InvalidRequestException refused) when (refused.Error.Status == 400)
        {
            // The refusal does not say which inputs are wrong; the draft does.
            var draft = await GetTaskAsync(taskId, cancellationToken).ConfigureAwait(false);
            var errors = Problems.Lines(draft.Errors);
            throw errors.Count == 0 || refused.Error.Details.Any(errors.Contains) ? refused : new InvalidRequestException(refused.Error with { Details = [.. refused.Error.Details, .. errors] }, refused);
        }
    }

    /// <summary>Stops a task (<c>POST /tasks/{id}/actions/abort</c>).</summary>
    public virtual Task<CavaticaTask> AbortTaskAsync(string taskId, CancellationToken cancellationToken = default) =>
        ActAsync($"/tasks/{taskId}/actions/abort", RequestSafety.Idempotent, Default.CavaticaTask, cancellationToken);

    /// <summary>Copies a task as a new one (<c>POST /tasks/{id}/actions/clone</c>).</summary>
    /// <param name="taskId">The task to copy.</param>
    /// <param name="run">Whether to run the copy at once.</param>
    /// <param name="cancellationToken">Stops the call; if it was being sent, whether a copy exists is then unknown.</param>
    /// <exception cref="SubmissionUnknownException">Whether a copy was made is not known.</exception>
    public virtual Task<CavaticaTask> CloneTaskAsync(string taskId, bool run = false, CancellationToken cancellationToken = default) =>
        ActAsync(
            RequestPath.Of($"/tasks/{taskId}/actions/clone").Query("action", run ? "run" : null), RequestSafety.Once, Default.CavaticaTask, cancellationToken);

    /// <summary>How a task's jobs were run (<c>GET /tasks/{id}/execution_details</c>).</summary>
    public virtual Task<ExecutionDetails> GetExecutionDetailsAsync(string taskId, CancellationToken cancellationToken = default) =>
        GetAsync($"/tasks/{taskId}/execution_details", Default.ExecutionDetails, cancellationToken);

    private InvalidRequestException NotRun(RequestPath path, IReadOnlyList<string> errors) => new(new ApiError
    {
        Platform = CavaticaApi.Name,
        Method = "POST",
        Uri = $"{Redaction.Uri(Endpoint).TrimEnd('/')}{path}",
        Status = 400,
        Reason = "the task was not run and stays a draft, since its inputs are wrong",
        Details = errors,
    });

    private static RequestPath PathOf(TaskQuery query) => RequestPath.Of($"/tasks")
        .Query("project", query.Project is null ? null : ProjectId(query.Project, "query.Project"))
        .Query("status", query.Status?.Value)
        .Query("parent", query.Parent)
        .Query("batch", query.Batch)
        .Query("created_from", query.CreatedFrom)
        .Query("created_to", query.CreatedTo)
        .Query("started_from", query.StartedFrom)
        .Query("started_to", query.StartedTo)
        .Query("ended_from", query.EndedFrom)
        .Query("ended_to", query.EndedTo)
        .Query("origin_id", query.OriginId)
        .Query("order_by", "created_time")
        .Query("order", "asc")
        .Query("fields", query.Fields.Count > 0 ? string.Join(',', query.Fields) : null);
}
