using SageTasks.Http;
using static SageTasks.Tower.TowerJson;

namespace SageTasks.Tower;

public partial class TowerClient
{
    /// <summary>The tasks of a run, through all pages (<c>GET /workflow/{workflowId}/tasks</c>).</summary>
    /// <param name="workflowId">The run's id.</param>
    /// <param name="search">A part of the tasks' names; null for all.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public virtual IAsyncEnumerable<WorkflowTask> ListTasksAsync(string workflowId, string? search = null, CancellationToken cancellationToken = default) =>
        new OverlappingPages<WorkflowTask>(
            "tasks",
            PageSize,
            task => FormattableString.Invariant($"{task.TaskId}"),
            async (offset, max, token) =>
            {
                var page = await ListTasksPageAsync(workflowId, search, offset, max, token).ConfigureAwait(false);
                return new Slice<WorkflowTask>(page.Tasks, HasMore: null, page.Total);
            }).ReadAsync(cancellationToken);

    /// <summary>One page of the tasks of a run, by task number (<c>GET /workflow/{workflowId}/tasks</c>).</summary>
    /// <param name="workflowId">The run's id.</param>
    /// <param name="search">A part of the tasks' names; null for all.</param>
    /// <param name="offset">How many to skip.</param>
    /// <param name="max">How many to show, at most 100: the server refuses more.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public virtual async Task<WorkflowTaskPage> ListTasksPageAsync(
        string workflowId, string? search = null, int offset = 0, int max = PageSize, CancellationToken cancellationToken = default)
    {
        var path = RequestPath.Of($"/workflow/{workflowId}/tasks")
            .Query("max", CheckMax(max))
            .Query("offset", offset)
            .Query("sortBy", "taskId")
            .Query("sortDir", "asc")
            .Query("search", search);
        var answer = await GetAsync(path, Default.TasksAnswer, cancellationToken).ConfigureAwait(false);
        return new WorkflowTaskPage { Tasks = (answer.Tasks ?? []).Select(entry => entry.Task).ToList(), Total = answer.Total };
    }

    /// <summary>A task of a run (<c>GET /workflow/{workflowId}/task/{taskId}</c>).</summary>
    public virtual async Task<WorkflowTask> GetTaskAsync(string workflowId, long taskId, CancellationToken cancellationToken = default) =>
        (await GetAsync(RequestPath.Of($"/workflow/{workflowId}/task/{taskId}"), Default.TaskAnswer, cancellationToken).ConfigureAwait(false)).Task;
}
