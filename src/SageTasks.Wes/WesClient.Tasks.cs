using System.Globalization;
using System.Runtime.CompilerServices;
using SageTasks.Http;
using static SageTasks.Wes.WesJson;

namespace SageTasks.Wes;

public partial class WesClient
{
    /// <summary>The tasks of a run, through all pages (<c>GET /runs/{run_id}/tasks</c>); on servers that have none of that, those in the run's own log
    /// (<c>GET /runs/{run_id}</c>).</summary>
    /// <exception cref="NotFoundException">There is no such run.</exception>
    public virtual async IAsyncEnumerable<WesTaskLog> ListTasksAsync(string runId, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var first = await FirstTasksAsync(runId, cancellationToken).ConfigureAwait(false);
        if (first is null)
        {
            foreach (var task in await TasksOfLogAsync(runId, cancellationToken).ConfigureAwait(false))
            {
                yield return task;
            }

            yield break;
        }

        var pages = TokenPages.ReadAsync<WesTaskLog>(
            async (token, stop) =>
            {
                var page = token is null ? first : await ListTasksPageAsync(runId, token, cancellationToken: stop).ConfigureAwait(false);
                return new TokenPage<WesTaskLog> { Items = page.Tasks, NextToken = page.NextPageToken };
            },
            new PagingOptions { EmptyPage = EmptyPageRule.Continue },
            cancellationToken);
        await foreach (var task in pages.ConfigureAwait(false))
        {
            yield return task;
        }
    }

    /// <summary>One page of a run's tasks (<c>GET /runs/{run_id}/tasks</c>).</summary>
    /// <param name="runId">The run.</param>
    /// <param name="pageToken">What the page before gave for this one; null for the first.</param>
    /// <param name="pageSize">How many tasks are wanted; servers may give fewer.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="NotFoundException">There is no such run, or the server has no tasks (version 1.0).</exception>
    public virtual async Task<WesTaskPage> ListTasksPageAsync(
        string runId, string? pageToken = null, int pageSize = PageSize, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        var path = RequestPath.Of($"/runs/{runId}/tasks").Query("page_size", pageSize).Query("page_token", pageToken);
        var answer = await _api.GetAsync(path, Default.TaskListAnswer, cancellationToken).ConfigureAwait(false);
        return new WesTaskPage { Tasks = answer.TaskLogs ?? [], NextPageToken = answer.NextPageToken is { Length: > 0 } next ? next : null };
    }

    /// <summary>A task of a run (<c>GET /runs/{run_id}/tasks/{task_id}</c>); on servers that have none of that, the one in the run's own log.</summary>
    /// <exception cref="NotFoundException">There is no such run or task.</exception>
    public virtual async Task<WesTaskLog> GetTaskAsync(string runId, string taskId, CancellationToken cancellationToken = default)
    {
        try
        {
            return await _api.GetAsync(RequestPath.Of($"/runs/{runId}/tasks/{taskId}"), Default.WesTaskLog, cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException refused) when (MayHaveNoTasks(refused))
        {
            var tasks = await TasksOfLogAsync(runId, cancellationToken).ConfigureAwait(false);
            return tasks.FirstOrDefault(task => string.Equals(task.Id, taskId, StringComparison.Ordinal)) ?? throw new NotFoundException(
                refused.Error with { Reason = $"The run {runId} has no task {taskId}." }, refused);
        }
    }

    private async Task<WesTaskPage?> FirstTasksAsync(string runId, CancellationToken cancellationToken)
    {
        try
        {
            return await ListTasksPageAsync(runId, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException refused) when (MayHaveNoTasks(refused))
        {
            return null;
        }
    }

    // Sapporo says 400, older servers 404, 405 or 501; whether the run is there at all, its own log tells.
    private static bool MayHaveNoTasks(ApiException refused) => refused.Error.Status is 400 or 404 or 405 or 501;

    private async Task<IReadOnlyList<WesTaskLog>> TasksOfLogAsync(string runId, CancellationToken cancellationToken)
    {
        var run = await GetRunAsync(runId, cancellationToken).ConfigureAwait(false);
        return [.. run.TaskLogs.Select((task, index) => task.Id is { Length: > 0 } ? task : task with { Id = (index + 1).ToString(CultureInfo.InvariantCulture) })];
    }
}
