using SageTasks.Http;
using SageTasks.Runs;

namespace SageTasks.Wes;

/// <summary>WES's side of the submission guard: runs carry their key in a tag. Safe for use by many threads.</summary>
/// <remarks>WES tells neither what was attached to a run nor when it was created; both stand in tags beside the key
/// (<c>sagetasks-attachments</c>, <c>sagetasks-time</c>, by the server's own clock).</remarks>
public class WesRuns : IRunPlatform<WesRunRequest>
{
    private readonly WesClient _client;
    private readonly WesRunsOptions _options;
    private readonly SentTags _sent = new("run");
    private readonly RunFinder _finder;
    private readonly RunPreparation _preparation;

    /// <summary>The guard's side of a client's server.</summary>
    public WesRuns(WesClient client, WesRunsOptions? options = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
        _options = options ?? new WesRunsOptions();
        _finder = new RunFinder(client, _options, _sent, timeProvider ?? TimeProvider.System);
        _preparation = new RunPreparation(client, _options, timeProvider ?? TimeProvider.System);
    }

    /// <inheritdoc/>
    public RunCapabilities Capabilities => new()
    {
        Platform = WesApi.Name,
        Service = _preparation.Service,
        RequestReadable = true,
        SettleTime = _options.SettleTime,
        CommitHorizon = _options.CommitHorizon,
        VisibleHistory = _options.VisibleHistory,
    };

    /// <inheritdoc/>
    /// <remarks>Attachments are read and known by their SHA-256 from here on.</remarks>
    /// <exception cref="ArgumentException">The request cannot be sent as it is, or an attachment cannot be read or has changed since it was planned.</exception>
    public virtual Task<PreparedRun<WesRunRequest>> PrepareAsync(WesRunRequest request, CancellationToken cancellationToken = default) =>
        _preparation.PrepareAsync(request, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>Fields: workflow_url, workflow_type, workflow_type_version, parameters, attachments (one digest over names and contents), and, where the
    /// caller gives them, workflow_engine, workflow_engine_version and workflow_engine_parameters. Tags are not among them.</remarks>
    public virtual CanonicalRequest Canonicalize(PreparedRun<WesRunRequest> prepared)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        return RunForms.Of(prepared.Request);
    }

    /// <inheritdoc/>
    public virtual Task<RunLookup> FindAsync(IReadOnlyCollection<SubmissionKey> keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return _finder.FindAsync(keys, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>One <c>POST /runs</c>, never repeated. Attached files are compared with their digests just before it, and again as they are sent.</remarks>
    /// <exception cref="ArgumentException">The run is not prepared, or an attachment has changed since; no run was started.</exception>
    public virtual async Task<RunSnapshot> CreateAsync(PreparedRun<WesRunRequest> prepared, SubmissionTag tag, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        ArgumentNullException.ThrowIfNull(tag);
        await RunPreparation.VerifyAsync(prepared.Request, cancellationToken).ConfigureAwait(false);
        var request = prepared.Request with { Tags = RunTags.Of(prepared.Request, tag, _client.ServerTime) };
        var id = await StartAsync(request, cancellationToken).ConfigureAwait(false);
        _sent.Remember(id, tag);
        return new RunSnapshot { Id = id, State = RunState.Queued, RawState = WesState.Queued.Value, CreatedAt = RunTags.TimeOf(request.Tags), Tag = tag };
    }

    /// <inheritdoc/>
    public virtual async Task<CanonicalRequest?> ReadRequestAsync(string runId, CancellationToken cancellationToken = default) =>
        await ReadAsync(runId, cancellationToken).ConfigureAwait(false) is { Request: { WorkflowUrl.Length: > 0 } request } ? RunForms.Of(request) : null;

    /// <inheritdoc/>
    public virtual async Task<RunSnapshot?> GetAsync(string runId, CancellationToken cancellationToken = default)
    {
        if (await ReadAsync(runId, cancellationToken).ConfigureAwait(false) is not { } run || RunStates.IsDeleted(run.State))
        {
            return null;
        }

        var snapshot = RunSnapshots.Of(runId, run);
        return snapshot with { Tag = _sent.ById(runId, snapshot.Tag) };
    }

    /// <inheritdoc/>
    public virtual Task<IReadOnlyList<RunSnapshot>> GetManyAsync(IReadOnlyCollection<string> runIds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runIds);
        return _finder.GetManyAsync(runIds, GetAsync, cancellationToken);
    }

    /// <inheritdoc/>
    public virtual async Task CancelAsync(string runId, CancellationToken cancellationToken = default)
    {
        try
        {
            await _client.CancelRunAsync(runId, cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException refused) when (refused is InvalidRequestException or ConflictException or AccessDeniedException { Error.Status: 403 })
        {
            // Some servers refuse to cancel a run that has ended; that it has ended is all that was asked for.
            if (await GetAsync(runId, cancellationToken).ConfigureAwait(false) is not { State.IsTerminal: true })
            {
                throw;
            }
        }
    }

    /// <inheritdoc/>
    public virtual Task<RunSnapshot> StartAsync(string runId, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("WES has no drafts: a run starts at once.");

    /// <inheritdoc/>
    /// <returns>null: WES resumes nothing.</returns>
    public virtual Task<RunSnapshot?> ResumeAsync(
        RunSnapshot failed, PreparedRun<WesRunRequest> prepared, SubmissionTag tag, CancellationToken cancellationToken = default) =>
        Task.FromResult<RunSnapshot?>(null);

    /// <inheritdoc/>
    public virtual Task DiscardAsync(string runId, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("WES has no drafts: a run starts at once.");

    /// <inheritdoc/>
    /// <remarks>What the server adds (<c>system_logs</c>), and the end of standard error, or of standard output where that is empty.</remarks>
    public virtual async Task<IReadOnlyList<string>> GetLogTailAsync(string runId, int lines, CancellationToken cancellationToken = default) =>
        await ReadAsync(runId, cancellationToken).ConfigureAwait(false) is { } run
            ? await new LogTails(_client).ReadAsync(runId, run, lines, cancellationToken).ConfigureAwait(false)
            : [];

    private async Task<string> StartAsync(WesRunRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using (new RunRequestContent(request))
            {
                // Made before anything is sent: what fails here is an attachment, said in the guard's words, so that nobody has to look for a run.
            }
        }
        catch (IOException unreadable)
        {
            throw new ArgumentException($"An attachment cannot be read: {unreadable.Message}", nameof(request), unreadable);
        }

        return await _client.RunWorkflowAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private async Task<WesRun?> ReadAsync(string runId, CancellationToken cancellationToken)
    {
        try
        {
            return await _client.GetRunAsync(runId, cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException refused) when (Refusals.IsUnknownRun(refused))
        {
            // Who may list runs may also see them, so the run is not there.
            await _client.ListRunsPageAsync(pageSize: 1, cancellationToken: cancellationToken).ConfigureAwait(false);
            return null;
        }
    }
}
