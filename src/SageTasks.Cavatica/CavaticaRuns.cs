using System.Text.Json.Nodes;
using SageTasks.Http;
using SageTasks.Runs;

namespace SageTasks.Cavatica;

/// <summary>The Seven Bridges side of the submission guard: a task is drafted with its key in the description, looked for once more, and only
/// then run, so that a lost answer costs at most a draft, which is not billed and which the next call finds and runs. What the platform
/// caches itself (memoization) starts a task all the same and counts for nothing here. Runs of the platform's WES service are tasks: guard
/// them here. Safe for use by many threads.</summary>
public class CavaticaRuns : IRunPlatform<TaskRequest>
{
    private readonly CavaticaClient _client;
    private readonly CavaticaRunsOptions _options;
    private readonly TaskFinder _finder;
    private readonly TaskResolver _resolver;
    private readonly TaskSnapshots _snapshots;

    /// <summary>The guard's side of a client.</summary>
    /// <exception cref="ArgumentException">An option cannot be used.</exception>
    public CavaticaRuns(CavaticaClient client, CavaticaRunsOptions? options = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
        _options = options ?? new CavaticaRunsOptions();
        if (_options.Project is { } project && project.Split('/') is not [{ Length: > 0 }, { Length: > 0 }])
        {
            throw new ArgumentException($"{nameof(CavaticaRunsOptions.Project)} is '{project}', and a project's id reads owner/short-name.", nameof(options));
        }

        var time = timeProvider ?? TimeProvider.System;
        _snapshots = new TaskSnapshots(client.Endpoint);
        _finder = new TaskFinder(client, _options, _snapshots, time);
        _resolver = new TaskResolver(client, _options, time);
    }

    /// <inheritdoc/>
    public RunCapabilities Capabilities => new()
    {
        Platform = CavaticaApi.Name,
        RequestReadable = true,
        DraftFirst = true,
        SettleTime = _options.SettleTime,
        CommitHorizon = _options.CommitHorizon,
    };

    /// <inheritdoc/>
    /// <remarks>An app without a revision is pinned to its latest one (<c>GET /apps/{id}</c>).</remarks>
    /// <exception cref="TaskRefusedException">The task would fail or be refused; the message lists every violation, and nothing was sent.</exception>
    /// <exception cref="NotFoundException">There is no such app or revision, or the token does not see it.</exception>
    public virtual Task<PreparedRun<TaskRequest>> PrepareAsync(TaskRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _resolver.PrepareAsync(request, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>Fields: app with its revision, inputs (<c>parameters</c>; nulls dropped, files and folders reduced to class and path), batch_input,
    /// batch_by, output_location. Optional: name, description, use_interruptible_instances, execution_settings.</remarks>
    public virtual CanonicalRequest Canonicalize(PreparedRun<TaskRequest> prepared)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        return TaskForms.Of(prepared.Request);
    }

    /// <inheritdoc/>
    /// <remarks><c>GET /tasks</c> through all pages in the order of their creation; later look-ups read what is new since, and all of it every hour.
    /// <see cref="CavaticaRunsOptions.LookBack"/> bounds it.</remarks>
    public virtual Task<RunLookup> FindAsync(IReadOnlyCollection<SubmissionKey> keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return _finder.FindAsync(keys, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>One <c>POST /tasks</c> without an action, never repeated.</remarks>
    public virtual async Task<RunSnapshot> CreateAsync(PreparedRun<TaskRequest> prepared, SubmissionTag tag, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        ArgumentNullException.ThrowIfNull(tag);
        var task = await _client.CreateTaskAsync(TaskMarks.Put(prepared.Request, tag), run: false, cancellationToken).ConfigureAwait(false);
        return _snapshots.Of(task) with { Tag = tag };
    }

    /// <inheritdoc/>
    /// <remarks><c>PATCH /tasks/{id}</c> where an input holds <see cref="RunPlaceholder.Id"/>, then <c>POST /tasks/{id}/actions/run</c>.</remarks>
    /// <exception cref="ConflictException">The task is no draft any more.</exception>
    /// <exception cref="InvalidRequestException">The inputs are wrong, and the details name them; or the platform keeps others than were wanted
    /// after the placeholder was filled in. The task stays a draft.</exception>
    public virtual async Task<RunSnapshot> StartAsync(string runId, CancellationToken cancellationToken = default)
    {
        var task = await _client.GetTaskAsync(runId, cancellationToken).ConfigureAwait(false);
        RequireDraft(task, "run");
        await FillAsync(task, cancellationToken).ConfigureAwait(false);
        return _snapshots.Of(await _client.RunTaskAsync(runId, cancellationToken: cancellationToken).ConfigureAwait(false)) with { Tag = TaskMarks.Read(task.Description) };
    }

    /// <inheritdoc/>
    /// <remarks>The platform resumes nothing: null, so that the work is submitted anew.</remarks>
    public virtual Task<RunSnapshot?> ResumeAsync(
        RunSnapshot failed, PreparedRun<TaskRequest> prepared, SubmissionTag tag, CancellationToken cancellationToken = default) =>
        Task.FromResult<RunSnapshot?>(null);

    /// <inheritdoc/>
    public virtual async Task<CanonicalRequest?> ReadRequestAsync(string runId, CancellationToken cancellationToken = default) =>
        await ReadAsync(runId, cancellationToken).ConfigureAwait(false) is { App: not null } task ? TaskForms.OfStored(task) : null;

    /// <inheritdoc/>
    public virtual async Task<RunSnapshot?> GetAsync(string runId, CancellationToken cancellationToken = default) =>
        await ReadAsync(runId, cancellationToken).ConfigureAwait(false) is { } task ? _snapshots.Of(task) : null;

    /// <inheritdoc/>
    public virtual async Task<IReadOnlyList<RunSnapshot>> GetManyAsync(IReadOnlyCollection<string> runIds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runIds);
        return [.. (await _finder.ReadManyAsync(runIds, cancellationToken).ConfigureAwait(false)).Select(_snapshots.Of)];
    }

    /// <inheritdoc/>
    public virtual async Task CancelAsync(string runId, CancellationToken cancellationToken = default)
    {
        try
        {
            await _client.AbortTaskAsync(runId, cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException refused) when (refused is InvalidRequestException or ConflictException or AccessDeniedException { Error.Status: 403 })
        {
            // That it has ended is all that was asked for.
            if (await GetAsync(runId, cancellationToken).ConfigureAwait(false) is not ({ State.IsTerminal: true } or { State: RunState.Canceling }))
            {
                throw;
            }
        }
    }

    /// <inheritdoc/>
    public virtual async Task DiscardAsync(string runId, CancellationToken cancellationToken = default)
    {
        if (await ReadAsync(runId, cancellationToken).ConfigureAwait(false) is not { } task)
        {
            return;
        }

        RequireDraft(task, "deleted");
        try
        {
            await _client.DeleteTaskAsync(runId, cancellationToken).ConfigureAwait(false);
        }
        catch (NotFoundException)
        {
            // Somebody else was faster.
        }
    }

    /// <inheritdoc/>
    public virtual Task<IReadOnlyList<string>> GetLogTailAsync(string runId, int lines, CancellationToken cancellationToken = default) =>
        new TaskLogs(_client).ReadTailAsync(runId, lines, cancellationToken);

    // That a change leaves the other inputs as they are is not documented: what is run is held against what was drafted.
    private async Task FillAsync(CavaticaTask draft, CancellationToken cancellationToken)
    {
        if (TaskForms.InputsWithPlaceholder(draft.Inputs) is not { Count: > 0 } inputs)
        {
            return;
        }

        var change = new TaskChange { Inputs = (JsonObject)RunPlaceholder.Substitute(inputs, draft.Id) };
        var changed = await _client.UpdateTaskAsync(draft.Id, change, cancellationToken).ConfigureAwait(false);
        var stored = changed.Inputs ?? (await _client.GetTaskAsync(draft.Id, cancellationToken).ConfigureAwait(false)).Inputs;
        var wanted = RunPlaceholder.Substitute(TaskForms.Inputs(draft.Inputs), draft.Id);
        if (CanonicalJson.Write(TaskForms.Inputs(stored)) != CanonicalJson.Write(wanted))
        {
            throw new InvalidRequestException(Error(draft, "PATCH", 400, "the platform keeps other inputs than were wanted after the task's own id was put in, so it was not run"));
        }
    }

    private async Task<CavaticaTask?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return await _client.GetTaskAsync(id, cancellationToken).ConfigureAwait(false);
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    private void RequireDraft(CavaticaTask task, string verb)
    {
        if (task.Status != CavaticaTaskStatus.Draft)
        {
            throw new ConflictException(Error(task, "GET", 409, $"the task is {task.Status} and no draft any more, so it was not {verb}"));
        }
    }

    private ApiError Error(CavaticaTask task, string method, int status, string reason) => new()
    {
        Platform = CavaticaApi.Name,
        Method = method,
        Uri = $"{Redaction.Uri(_client.Endpoint).TrimEnd('/')}/tasks/{task.Id}",
        Status = status,
        Reason = reason,
    };
}
