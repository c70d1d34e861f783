using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using SageTasks.Http;
using static SageTasks.Cavatica.Wire;

namespace SageTasks.Cavatica;

/// <summary>Cavatica, or another of the Seven Bridges platforms: one method for each endpoint. Lists are read to their end. Safe for use by
/// many threads. Nothing that creates is repeated behind the caller's back; <see cref="CavaticaRuns"/> with the guard runs a task once.</summary>
public partial class CavaticaClient
{
    // The platform takes so many items in one bulk call.
    private const int BulkSize = 100;

    private readonly ApiTransport _api;
    private readonly ApiTransport _ga4gh;

    // What always needs advance access asks for it by itself, unless every request does.
    private readonly IReadOnlyDictionary<string, string> _advance;

    /// <summary>Connects with the given options; what they leave open comes from the environment. Nothing is sent.</summary>
    /// <exception cref="ArgumentException">The token is missing, or an option cannot be used; the message lists everything that is wrong.</exception>
    public CavaticaClient(CavaticaClientOptions options, ILoggerFactory? loggerFactory = null, TimeProvider? timeProvider = null)
    {
        var settings = CavaticaSettings.Resolve(options);
        var platform = CavaticaApi.Platform(options);
        Time = timeProvider ?? TimeProvider.System;
        var limits = CavaticaHosts.NameOf(settings.Endpoint);
        _api = new ApiTransport(platform, settings.Endpoint, settings.Credential, options.Http, loggerFactory, timeProvider, limits);
        _ga4gh = new ApiTransport(platform, settings.Ga4gh, settings.Credential, options.Http, loggerFactory, timeProvider, limits);
        _advance = CavaticaApi.AdvanceAccess(!options.AdvanceAccess);
        Ga4ghEndpoint = settings.Ga4gh;
    }

    /// <summary>For test doubles.</summary>
    protected CavaticaClient()
    {
        (_api, _ga4gh, _advance, Time) = (null!, null!, CavaticaApi.AdvanceAccess(isWanted: false), TimeProvider.System);
        Ga4ghEndpoint = CavaticaHosts.Ga4ghOf(CavaticaClientOptions.CavaticaEndpoint);
    }

    /// <summary>The address of the API.</summary>
    public virtual Uri Endpoint => _api?.Endpoint ?? CavaticaClientOptions.CavaticaEndpoint;

    /// <summary>The address of the DRS and WES services beside the API.</summary>
    public virtual Uri Ga4ghEndpoint { get; }

    internal TimeProvider Time { get; }

    private Task<T> GetAsync<T>(RequestPath path, JsonTypeInfo<T> type, CancellationToken cancellationToken) => _api.GetAsync(path, type, cancellationToken);

    private Task<TOut> SendAsync<TIn, TOut>(
        HttpMethod method, RequestPath path, RequestSafety safety, TIn body, JsonTypeInfo<TIn> bodyType, JsonTypeInfo<TOut> type, CancellationToken cancellationToken) =>
        _api.SendAsync(method, path, safety, body, bodyType, type, cancellationToken);

    // Action calls want a body, be it empty.
    private Task<T> ActAsync<T>(RequestPath path, RequestSafety safety, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        _api.SendAsync(HttpMethod.Post, path, safety, new Nothing(), CavaticaJson.Default.Nothing, type, cancellationToken);

    private Task DeleteAsync(RequestPath path, CancellationToken cancellationToken) =>
        _api.SendAsync(HttpMethod.Delete, path, RequestSafety.Idempotent, cancellationToken);

    private IAsyncEnumerable<T> ListAsync<T>(
        string what, Func<RequestPath> path, Func<T, string> keyOf, JsonTypeInfo<Page<T>> type, CancellationToken cancellationToken) =>
        CompleteList.ReadAsync(what, (offset, token) => PageAsync(path(), offset, type, token), keyOf, cancellationToken);

    private async Task<CavaticaPage<T>> PageAsync<T>(RequestPath path, long offset, JsonTypeInfo<Page<T>> type, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        var request = new ApiRequest { Path = path.Query("offset", offset).Query("limit", CompleteList.PageSize), Safety = RequestSafety.Safe };
        var answer = await _api.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var page = answer.Read(type);
        return new CavaticaPage<T>
        {
            Items = page.Items,
            Total = TotalOf(answer),
            HasNext = page.Links.Any(link => string.Equals(link.Rel, "next", StringComparison.OrdinalIgnoreCase)),
            ServerTime = answer.ServerTime,
            Waited = answer.Waited,
        };
    }

    private static long? TotalOf(ApiResponse answer) =>
        long.TryParse(answer.Header("X-Total-Matching-Query"), NumberStyles.None, CultureInfo.InvariantCulture, out var total) ? total : null;

    private async Task<IReadOnlyList<BulkResult<T>>> BulkAsync<TItem, TBody, T>(
        RequestPath path, RequestSafety safety, IReadOnlyCollection<TItem> items, Func<IReadOnlyList<TItem>, TBody> body, JsonTypeInfo<TBody> bodyType,
        JsonTypeInfo<BulkAnswer<T>> type, Func<TItem, T, bool> isOf, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(items);
        var results = new List<BulkResult<T>>(items.Count);
        foreach (var chunk in items.Chunk(BulkSize))
        {
            var answer = await _api.SendAsync(HttpMethod.Post, path, safety, body(chunk), bodyType, type, cancellationToken).ConfigureAwait(false);
            if (answer.Items.Count != chunk.Length)
            {
                throw Unexpected(path, $"answered {answer.Items.Count} results for {chunk.Length} items");
            }

            for (var at = 0; at < chunk.Length; at++)
            {
                // A result tells by its place alone which item it is of, except for what comes back of the item itself.
                results.Add(answer.Items[at].Resource is not { } resource || isOf(chunk[at], resource)
                    ? answer.Items[at]
                    : throw Unexpected(path, $"answered something else in the place of item {at + 1} of {chunk.Length}"));
            }
        }

        return results;
    }

    // Project, app and volume ids hold slashes, which stay as they are.
    private static string Id(string id, int least, string form, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id, name);
        return id.Split('/') is { } parts && parts.Length >= least && parts.All(part => part.Length > 0)
            ? id
            : throw new ArgumentException($"{name} is '{id}', and such an id reads {form}. Nothing was sent.", name);
    }

    private static string ProjectId(string id, string name = "projectId") => Id(id, 2, "owner/short-name", name);

    private static string AppId(string id, string name = "appId") => Id(id, 3, "owner/project/app, with or without /revision", name);

    private static string VolumeId(string id, string name = "volumeId") => Id(id, 2, "owner/name", name);

    private ServerFailureException Unexpected(RequestPath path, string reason) => new(new ApiError
    {
        Platform = CavaticaApi.Name,
        Method = "POST",
        Uri = $"{Redaction.Uri(Endpoint).TrimEnd('/')}{path}",
        Status = 200,
        Reason = reason,
    });

    private static void RequireOne(string? project, string? parent, string what)
    {
        if (project is null == parent is null)
        {
            throw new ArgumentException($"{what}: give either the project (its top folder) or the parent, the id of a folder, not {(project is null ? "neither" : "both")}. Nothing was sent.");
        }
    }
}
