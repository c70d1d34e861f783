using SageTasks.Http;
using SageTasks.Runs;

namespace SageTasks.Tower;

/// <summary>Tower's side of the submission guard: launches carry their key in the run's name, which any token can search, so that no label
/// is needed. Safe for use by many threads.</summary>
public partial class TowerRuns : IRunPlatform<TowerLaunch>
{
    private readonly TowerClient _client;
    private readonly TowerRunsOptions _options;
    private readonly RunSnapshots _snapshots;
    private readonly RunFinder _finder;
    private readonly LaunchResolver _resolver;

    /// <summary>The guard's side of a client's workspace.</summary>
    public TowerRuns(TowerClient client, TowerRunsOptions? options = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
        _options = options ?? new TowerRunsOptions();
        _snapshots = new RunSnapshots(client.Endpoint ?? TowerClientOptions.CloudEndpoint);
        _finder = new RunFinder(client, _options, _snapshots, timeProvider ?? TimeProvider.System);
        _resolver = new LaunchResolver(client, _options, timeProvider ?? TimeProvider.System);
    }

    /// <inheritdoc/>
    public RunCapabilities Capabilities => new()
    {
        Platform = TowerApi.Name,
        RequestReadable = true,
        Resumable = true,
        SettleTime = _options.SettleTime,
        CommitHorizon = _options.CommitHorizon,
        VisibleHistory = _options.VisibleHistory,
    };

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A name or value of the launch cannot be used; nothing was sent that creates anything.</exception>
    /// <exception cref="NotFoundException">There is no such pipeline or compute environment; the message lists near ones.</exception>
    /// <exception cref="LaunchRefusedException">Parameters break the pipeline's schema, or texts are too long; the message lists every violation.</exception>
    public virtual Task<PreparedRun<TowerLaunch>> PrepareAsync(TowerLaunch request, CancellationToken cancellationToken = default) =>
        _resolver.PrepareAsync(request, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>Fields: pipeline, revision (the commit where it is pinned), parameters, profiles, configText, preRunScript, postRunScript,
    /// mainScript, entryName, schemaName, outputDir, stubRun. What comes from the compute environment is not among them.
    /// Optional: computeEnvId, workDir, nextflowVersion, syntaxParser, userSecrets, workspaceSecrets, headJobCpus, headJobMemoryMb.</remarks>
    public virtual CanonicalRequest Canonicalize(PreparedRun<TowerLaunch> prepared)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        return LaunchForms.Of(prepared.Request);
    }

    /// <inheritdoc/>
    public virtual Task<RunLookup> FindAsync(IReadOnlyCollection<SubmissionKey> keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return _finder.FindAsync(keys, cancellationToken);
    }

    /// <inheritdoc/>
    public virtual async Task<CanonicalRequest?> ReadRequestAsync(string runId, CancellationToken cancellationToken = default)
    {
        try
        {
            var launch = await _client.GetRunLaunchAsync(runId, cancellationToken).ConfigureAwait(false);
            return launch is { Pipeline.Length: > 0 } && IsReadable(launch) ? await FormAsync(launch, cancellationToken).ConfigureAwait(false) : null;
        }
        catch (ApiException refused) when (refused is AccessDeniedException { Error.Status: 403 } or NotFoundException)
        {
            await RequireAccessAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }
    }

    /// <inheritdoc/>
    public virtual async Task<RunSnapshot?> GetAsync(string runId, CancellationToken cancellationToken = default)
    {
        try
        {
            return _snapshots.Of(await _client.GetRunAsync(runId, cancellationToken).ConfigureAwait(false));
        }
        catch (ApiException refused) when (refused is AccessDeniedException { Error.Status: 403 } or NotFoundException)
        {
            await RequireAccessAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }
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
            await _client.CancelRunAsync(runId, force: false, cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException refused) when (refused is InvalidRequestException or ConflictException)
        {
            // Servers before 26.1 refuse to cancel a run that has ended; that it has ended is all that was asked for.
            if (await GetAsync(runId, cancellationToken).ConfigureAwait(false) is not { State.IsTerminal: true })
            {
                throw;
            }
        }
    }

    /// <inheritdoc/>
    public virtual Task<RunSnapshot> StartAsync(string runId, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Tower has no drafts: a launch starts at once.");

    /// <inheritdoc/>
    public virtual Task DiscardAsync(string runId, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Tower has no drafts: a launch starts at once.");

    /// <inheritdoc/>
    public virtual Task<IReadOnlyList<string>> GetLogTailAsync(string runId, int lines, CancellationToken cancellationToken = default) =>
        new RunLogs(_client).ReadTailAsync(runId, lines, cancellationToken);

    // 403 on Tower is also what an unknown id gets; a token that may list runs may also see them, so the run is not there.
    private async Task RequireAccessAsync(CancellationToken cancellationToken) =>
        await _client.ListRunsPageAsync(null, 0, 1, withLabels: false, cancellationToken).ConfigureAwait(false);

    // Runs that Nextflow's command line reported have a record, but no request to compare.
    private static bool IsReadable(LaunchConfiguration launch) => launch.Id is { Length: > 0 } || launch.ComputeEnv is not null;
}
