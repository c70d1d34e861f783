using SageTasks.Http;

namespace SageTasks.Tes;

public partial class TesClient
{
    // The constant of old tes-azure, which has no pages.
    private static readonly PagingOptions Paging = new() { EndTokens = ["N/A"], EmptyPage = EmptyPageRule.Continue };

    /// <summary>Creates a task with one request that is never repeated, neither there nor on another path (<c>POST /tasks</c>), and answers its
    /// id. Nothing here prevents a second task of the same work: the guard over <see cref="TesRuns"/> does.</summary>
    /// <param name="task">The task; id, state, logs and creation time are the server's and are not sent. One that a server has shown can be sent
    /// again as it is: what the server has filled in with blanks is left out.</param>
    /// <param name="cancellationToken">Stops the call; if it was being sent, whether a task exists is then unknown.</param>
    /// <exception cref="TaskRefusedException">The task breaks a rule of TES; nothing was sent.</exception>
    /// <exception cref="InvalidRequestException">The server refused the task; <see cref="ApiError.Reason"/> and <see cref="ApiError.Details"/> say why.</exception>
    /// <exception cref="SubmissionUnknownException">Whether a task was created is not known.</exception>
    public virtual async Task<string> CreateTaskAsync(TesTask task, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        var asked = Unset.AsAsked(task);
        TaskRules.Require(asked);
        var place = await _discovery.GetAsync(cancellationToken).ConfigureAwait(false);
        var api = place.Api;

        // A server of before 1.0 wants the field, be it empty.
        var body = place.InfoUnderTasks == true ? asked.ToRequest() with { Resources = asked.Resources ?? new TesResources() } : asked.ToRequest();
        var answer = await api.SendAsync(
            HttpMethod.Post, $"/tasks", RequestSafety.Once, body, TesWire.Task, TesWire.CreatedTask, cancellationToken).ConfigureAwait(false);
        return answer.Id is { Length: > 0 } id ? id : throw new SubmissionUnknownException(new ApiError
        {
            Platform = TesApi.Name,
            Method = "POST",
            Uri = $"{Redaction.Uri(api.Endpoint).TrimEnd('/')}/tasks",
            Status = 200,
            Reason = "The answer names no task.",
        });
    }

    /// <summary>A task (<c>GET /tasks/{id}</c>).</summary>
    /// <param name="id">The task's id.</param>
    /// <param name="view">How much of it; null for all.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="NotFoundException">There is no such task.</exception>
    public virtual async Task<TesTask> GetTaskAsync(string id, TesView? view = null, CancellationToken cancellationToken = default)
    {
        var api = await ApiAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var path = RequestPath.Of($"/tasks/{id}").Query("view", (view ?? TesView.Full).Value);
            return await api.GetAsync(path, TesWire.Task, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidRequestException refused) when (refused.Error is { Status: 400, Reason: { } reason } && reason.Contains("invalid id", StringComparison.OrdinalIgnoreCase))
        {
            // TES-Azure's answer to an id of another length than its own have.
            throw new NotFoundException(refused.Error, refused);
        }
    }

    /// <summary>Tasks through all pages, in no particular order (<c>GET /tasks</c>). What the server shows of a task is held against the query
    /// once more, since many servers ignore filters; where that needs names or tags, at least the basic view is asked for.</summary>
    /// <exception cref="ArgumentException">The query cannot be asked; nothing was sent.</exception>
    /// <exception cref="PagingException">The server repeats a page for ever: what came is not the whole list.</exception>
    public virtual IAsyncEnumerable<TesTask> ListTasksAsync(TesTaskQuery? query = null, CancellationToken cancellationToken = default)
    {
        var asked = query ?? TesTaskQuery.All;
        asked.Check();
        if (asked.View == TesView.Minimal && (asked.NamePrefix is not null || asked.Tags.Count > 0))
        {
            asked = asked with { View = TesView.Basic };
        }

        return new TaskRows(asked, cancel => TokenPages.ReadAsync((token, stop) => ReadPageAsync(asked, token, stop), Paging, cancel), cancellationToken);
    }

    /// <summary>One page of tasks as the server gives it (<c>GET /tasks</c>).</summary>
    /// <param name="query">Which tasks; null for all. The same query must be given for all pages of a list.</param>
    /// <param name="pageToken">The token of the page before; null for the first page.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="ArgumentException">The query cannot be asked; nothing was sent.</exception>
    public virtual async Task<TesTaskPage> GetTasksPageAsync(TesTaskQuery? query = null, string? pageToken = null, CancellationToken cancellationToken = default)
    {
        var asked = query ?? TesTaskQuery.All;
        asked.Check();
        var api = await ApiAsync(cancellationToken).ConfigureAwait(false);
        var (page, time, waited) = await api.GetWithTimeAsync(asked.ToPath(pageToken), TesWire.TaskPage, cancellationToken).ConfigureAwait(false);
        return page with { ServerTime = time, Waited = waited };
    }

    /// <summary>Asks the server to stop a task (<c>POST /tasks/{id}:cancel</c>). Repeating it does no harm, and a task that has ended stays as
    /// it is: servers that refuse to cancel such a one are asked where it stands.</summary>
    /// <exception cref="NotFoundException">There is no such task.</exception>
    public virtual async Task CancelTaskAsync(string id, CancellationToken cancellationToken = default)
    {
        var api = await ApiAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await api.SendAsync(HttpMethod.Post, $"/tasks/{id}:cancel", RequestSafety.Idempotent, cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException refused) when (refused is InvalidRequestException or ConflictException or ServerFailureException)
        {
            // TESK answers 400 for a task that has ended, tes-azure 500 for one that its backend has lost, TES-Azure 409 where two cancel at once.
            var task = await GetTaskAsync(id, TesView.Minimal, cancellationToken).ConfigureAwait(false);
            if (task.State is not { } state || (!state.IsTerminal && state != TesState.Canceling))
            {
                throw;
            }
        }
    }

    private async Task<TokenPage<TesTaskPage>> ReadPageAsync(TesTaskQuery query, string? token, CancellationToken cancellationToken)
    {
        var page = await GetTasksPageAsync(query, token, cancellationToken).ConfigureAwait(false);

        // Behind the last page some servers repeat the token that they were asked with.
        var isEnd = page.Tasks.Count == 0 && string.Equals(page.NextPageToken, token, StringComparison.Ordinal);
        return new TokenPage<TesTaskPage> { Items = page.Tasks.Count == 0 ? [] : [page], NextToken = isEnd ? null : page.NextPageToken };
    }
}
