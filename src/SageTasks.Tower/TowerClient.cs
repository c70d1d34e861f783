using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using SageTasks.Http;

namespace SageTasks.Tower;

/// <summary>Nextflow Tower (Seqera Platform) in one workspace: one method for each endpoint. Safe for use by many threads.
/// A launch is never repeated behind the caller's back; use <see cref="TowerRuns"/> with the guard to launch once.</summary>
public partial class TowerClient
{
    private const int PageSize = 100;

    private readonly ApiTransport _api;
    private readonly TimeProvider _time;
    private readonly bool _olderDatasets;
    private readonly string? _workspaceName;
    private long? _workspaceId;
    private bool _workspaceKnown;

    /// <summary>Connects with the given options; what they leave open comes from the environment.</summary>
    /// <exception cref="ArgumentException">The token is missing, or an option cannot be used; the message lists everything that is wrong.</exception>
    public TowerClient(TowerClientOptions options, ILoggerFactory? loggerFactory = null, TimeProvider? timeProvider = null)
    {
        var settings = TowerSettings.Resolve(options);
        _api = new ApiTransport(TowerApi.Platform, settings.Endpoint, settings.Credential, options.Http, loggerFactory, timeProvider);
        _time = timeProvider ?? TimeProvider.System;
        _olderDatasets = options.OlderDatasets;
        _workspaceName = settings.Workspace;
        _workspaceId = settings.WorkspaceId;
        _workspaceKnown = settings.Workspace is null;
    }

    /// <summary>For test doubles.</summary>
    protected TowerClient()
    {
        _api = null!;
        _time = TimeProvider.System;
    }

    private TowerClient(TowerClient other, long? workspaceId)
    {
        (_api, _time, _olderDatasets) = (other._api, other._time, other._olderDatasets);
        _workspaceId = workspaceId;
        _workspaceKnown = true;
    }

    /// <summary>The address of the API.</summary>
    public virtual Uri Endpoint => _api.Endpoint;

    /// <summary>The same client in another workspace, with the same connections and limits; null for the personal workspace.</summary>
    public virtual TowerClient InWorkspace(long? workspaceId) => new(this, workspaceId);

    /// <summary>The id of the client's workspace, looked up once where the options name it; null for the personal workspace.</summary>
    /// <exception cref="NotFoundException">There is no such workspace; the message lists near ones.</exception>
    public virtual async ValueTask<long?> GetWorkspaceIdAsync(CancellationToken cancellationToken = default)
    {
        if (!Volatile.Read(ref _workspaceKnown))
        {
            _workspaceId = (await FindWorkspaceAsync(_workspaceName!, cancellationToken).ConfigureAwait(false)).WorkspaceId;
            Volatile.Write(ref _workspaceKnown, true);
        }

        return _workspaceId;
    }

    private async Task<RequestPath> InWorkspaceAsync(RequestPath path, CancellationToken cancellationToken) =>
        path.Query("workspaceId", await GetWorkspaceIdAsync(cancellationToken).ConfigureAwait(false));

    private async Task<T> GetAsync<T>(RequestPath path, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        await _api.GetAsync(await InWorkspaceAsync(path, cancellationToken).ConfigureAwait(false), type, cancellationToken).ConfigureAwait(false);

    private async Task<TOut> PostAsync<TIn, TOut>(
        RequestPath path, RequestSafety safety, TIn body, JsonTypeInfo<TIn> bodyType, JsonTypeInfo<TOut> answerType, CancellationToken cancellationToken) =>
        await _api.SendAsync(
            HttpMethod.Post, await InWorkspaceAsync(path, cancellationToken).ConfigureAwait(false), safety, body, bodyType, answerType, cancellationToken)
            .ConfigureAwait(false);

    private async Task SendAsync<TIn>(
        HttpMethod method, RequestPath path, TIn body, JsonTypeInfo<TIn> bodyType, CancellationToken cancellationToken) =>
        await _api.SendAsync(
            method, await InWorkspaceAsync(path, cancellationToken).ConfigureAwait(false), RequestSafety.Idempotent, body, bodyType, cancellationToken)
            .ConfigureAwait(false);

    private async Task DeleteAsync(RequestPath path, CancellationToken cancellationToken) =>
        await _api.SendAsync(
            HttpMethod.Delete, await InWorkspaceAsync(path, cancellationToken).ConfigureAwait(false), RequestSafety.Idempotent, cancellationToken)
            .ConfigureAwait(false);

    private NotFoundException Unknown(string kind, string wanted, string path, IEnumerable<string?> known) => new(new ApiError
    {
        Platform = TowerApi.Name,
        Method = "GET",
        Uri = Address(path),
        Status = 200,
        Reason = $"There is no {kind} '{wanted}'. {NearNames.Describe(wanted, known)}",
    });

    private string Address(string path) => Redaction.Uri(new Uri(Endpoint.ToString().TrimEnd('/') + path));
}
