using SageTasks.Http;
using SageTasks.Runs;

namespace SageTasks.Tes;

/// <summary>TES's side of the submission guard: a task carries its key in a tag, which is looked for in lists and read again here, since many
/// servers ignore filters. Safe for use by many threads.</summary>
public class TesRuns : IRunPlatform<TesTask>
{
    private readonly TesClient _client;
    private readonly TesRunsOptions _options;
    private readonly SentTags _sent = new("task");
    private readonly TaskFinder _finder;
    private readonly KnownServer _server;
    private readonly string _service;

    /// <summary>The guard's side of a client's server.</summary>
    /// <exception cref="ArgumentException">An option cannot be used.</exception>
    public TesRuns(TesClient client, TesRunsOptions? options = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
        _options = options ?? new TesRunsOptions();
        if (_options.PageSize is < 1 or > TesTaskQuery.LargestPage || _options.MaxPages < 1)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"{nameof(TesRunsOptions.PageSize)} is {_options.PageSize} and {nameof(TesRunsOptions.MaxPages)} is {_options.MaxPages}, but pages hold 1 to {TesTaskQuery.LargestPage} tasks, and at least one is read."),
                nameof(options));
        }

        var time = timeProvider ?? TimeProvider.System;
        _finder = new TaskFinder(client, _options, _sent, time);
        _server = new KnownServer(client, _options.TrustTime, time);
        _service = $"tes:{_options.Service ?? KnownServer.NameOf(client.Endpoint)}";
    }

    /// <inheritdoc/>
    public RunCapabilities Capabilities => new()
    {
        Platform = TesApi.Name,
        Service = _service,
        RequestReadable = true,
        SettleTime = _options.SettleTime,
        CommitHorizon = _options.CommitHorizon,
        VisibleHistory = _options.VisibleHistory,
    };

    /// <inheritdoc/>
    /// <remarks>What this server would silently do otherwise than asked, such as run the first executor only, is told in
    /// <see cref="PreparedRun{TRequest}.Warnings"/>, and refused where <see cref="TesRunsOptions.Strict"/> says so.</remarks>
    /// <exception cref="TaskRefusedException">The task breaks a rule of TES or of this server, or carries a tag of the guard's; the message lists
    /// every violation, and nothing was sent that creates anything.</exception>
    public virtual async Task<PreparedRun<TesTask>> PrepareAsync(TesTask request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var task = Unset.AsAsked(request);
        var (violations, warnings) = (TaskRules.Violations(task).Concat(TaskTags.Violations(task.Tags)).ToList(), new List<string>());
        if (ServerRules.Matter(task) && await _server.InfoAsync(cancellationToken).ConfigureAwait(false) is { } server)
        {
            ServerRules.Check(task, server, violations, warnings);
        }

        if (_options.Strict)
        {
            violations.AddRange(warnings);
        }

        return violations.Count == 0
            ? new PreparedRun<TesTask> { Request = task.ToRequest(), Service = _service, Warnings = warnings }
            : throw new TaskRefusedException(task.Name, violations);
    }

    /// <inheritdoc/>
    /// <remarks>The task itself stands in the field <c>parameters</c>, so that the pointers of <see cref="KeyOptions"/> and
    /// <see cref="RunPlan{TRequest}.Inputs"/> point into its JSON: <c>/inputs/0/url</c>, <c>/executors/0/env/THREADS</c>. In it are inputs and
    /// outputs without their names and descriptions, executors and volumes. Optional: name, description, resources, tags.</remarks>
    public virtual CanonicalRequest Canonicalize(PreparedRun<TesTask> prepared)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        return TaskForms.Of(prepared.Request);
    }

    /// <inheritdoc/>
    public virtual Task<RunLookup> FindAsync(IReadOnlyCollection<SubmissionKey> keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return _finder.FindAsync(keys, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>One <c>POST /tasks</c>, never repeated.</remarks>
    public virtual async Task<RunSnapshot> CreateAsync(PreparedRun<TesTask> prepared, SubmissionTag tag, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        ArgumentNullException.ThrowIfNull(tag);
        var task = prepared.Request with { Tags = TaskTags.Add(prepared.Request.Tags, tag) };
        var id = await _client.CreateTaskAsync(task, cancellationToken).ConfigureAwait(false);
        _sent.Remember(id, tag);
        return new RunSnapshot { Id = id, Name = task.Name, State = RunState.Queued, RawState = TesState.Queued.Value, Tag = tag };
    }

    /// <inheritdoc/>
    /// <remarks>TES resumes nothing: null, so that the work is submitted anew.</remarks>
    public virtual Task<RunSnapshot?> ResumeAsync(
        RunSnapshot failed, PreparedRun<TesTask> prepared, SubmissionTag tag, CancellationToken cancellationToken = default) =>
        Task.FromResult<RunSnapshot?>(null);

    /// <inheritdoc/>
    public virtual async Task<CanonicalRequest?> ReadRequestAsync(string runId, CancellationToken cancellationToken = default) =>
        await ReadAsync(runId, TesView.Full, cancellationToken).ConfigureAwait(false) is { Executors.Count: > 0 } task ? TaskForms.OfStored(task) : null;

    /// <inheritdoc/>
    public virtual async Task<RunSnapshot?> GetAsync(string runId, CancellationToken cancellationToken = default)
    {
        if (await ReadAsync(runId, TesView.Basic, cancellationToken).ConfigureAwait(false) is not { } task)
        {
            return null;
        }

        var run = TaskSnapshots.Of(task);
        return run with { Tag = _sent.ById(run.Id, run.Tag) };
    }

    /// <inheritdoc/>
    public virtual Task<IReadOnlyList<RunSnapshot>> GetManyAsync(IReadOnlyCollection<string> runIds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runIds);
        return _finder.GetManyAsync(runIds, GetAsync, cancellationToken);
    }

    /// <inheritdoc/>
    public virtual Task CancelAsync(string runId, CancellationToken cancellationToken = default) => _client.CancelTaskAsync(runId, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<RunSnapshot> StartAsync(string runId, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("TES has no drafts: a task is queued at once.");

    /// <inheritdoc/>
    public virtual Task DiscardAsync(string runId, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("TES has no drafts: a task is queued at once.");

    /// <inheritdoc/>
    public virtual async Task<IReadOnlyList<string>> GetLogTailAsync(string runId, int lines, CancellationToken cancellationToken = default) =>
        await ReadAsync(runId, TesView.Full, cancellationToken).ConfigureAwait(false) is { } task ? TaskLogs.Tail(task, lines) : [];

    private async Task<TesTask?> ReadAsync(string id, TesView view, CancellationToken cancellationToken)
    {
        try
        {
            var task = await _client.GetTaskAsync(id, view, cancellationToken).ConfigureAwait(false);
            return task.Id is { Length: > 0 } ? task : task with { Id = id };
        }
        catch (NotFoundException)
        {
            // A server that forgets tasks, or one that this user does not see.
            return null;
        }
    }
}
