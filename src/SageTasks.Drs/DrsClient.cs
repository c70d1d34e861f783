using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using SageTasks.Http;
using SageTasks.Storage;

namespace SageTasks.Drs;

/// <summary>One DRS server, 1.5 or older: one method for each endpoint. Safe for use by many threads. An answer 202 is waited for, as long as
/// <see cref="DrsClientOptions.WaitBudget"/> allows.</summary>
public partial class DrsClient
{
    private static readonly TimeSpan UnsaidWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LeastWait = TimeSpan.FromSeconds(1);

    private readonly ApiTransport _api;
    private readonly TimeProvider _time;
    private readonly TimeSpan _waitBudget;
    private readonly IReadOnlyList<string> _passports;
    private readonly bool _mayLeadHere;

    /// <summary>Connects with the given options; nothing is sent.</summary>
    /// <exception cref="ArgumentException">The endpoint is missing, or an option cannot be used; the message lists everything that is wrong.</exception>
    public DrsClient(DrsClientOptions options, ILoggerFactory? loggerFactory = null, TimeProvider? timeProvider = null)
        : this(options, null, null, loggerFactory, timeProvider)
    {
    }

    internal DrsClient(DrsClientOptions options, Uri? endpoint, ApiOptions? http, ILoggerFactory? loggers, TimeProvider? time)
    {
        var settings = DrsSettings.Resolve(options, endpoint);
        _api = new ApiTransport(DrsApi.Platform, settings.Endpoint, settings.Credential, options.Http ?? http ?? new ApiOptions(), loggers, time);
        _time = time ?? TimeProvider.System;
        _waitBudget = options.WaitBudget;
        _passports = options.Passports ?? [];
        _mayLeadHere = (options.Http ?? http)?.AllowLocalTargets == true;
    }

    /// <summary>For test doubles.</summary>
    protected DrsClient()
    {
        _api = null!;
        _time = TimeProvider.System;
        _passports = [];
    }

    /// <summary>The address of the API.</summary>
    public virtual Uri Endpoint => _api.Endpoint;

    /// <summary>What the server says of itself (<c>GET /service-info</c>).</summary>
    /// <exception cref="ApiException">The server refused or did not answer. Older servers have no such page.</exception>
    public virtual Task<DrsServiceInfo> GetServiceInfoAsync(CancellationToken cancellationToken = default) =>
        _api.GetAsync($"/service-info", DrsJson.Default.DrsServiceInfo, cancellationToken);

    /// <summary>An object or a bundle (<c>GET /objects/{id}</c>, with passports <c>POST</c>).</summary>
    /// <param name="id">The id, not percent-encoded; it may hold slashes.</param>
    /// <param name="expand">Whether a bundle shows what its bundles hold. Some servers refuse that.</param>
    /// <param name="passports">GA4GH passports; null for those of the options.</param>
    /// <param name="cancellationToken">Ends it, also while it waits.</param>
    /// <exception cref="NotFoundException">There is no such object.</exception>
    /// <exception cref="DrsNotReadyException">The server was not ready in time.</exception>
    /// <exception cref="ApiException">The server refused or did not answer.</exception>
    public virtual async Task<DrsObject> GetObjectAsync(
        string id, bool expand = false, IReadOnlyList<string>? passports = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        var path = RequestPath.Of($"/objects/{id}");
        var found = await ReadAsync(
            path, expand ? RequestPath.Of($"/objects/{id}").Query("expand", true) : path, expand ? true : null, passports, DrsJson.Default.DrsObject, cancellationToken)
            .ConfigureAwait(false);
        return found.Id.Length == 0 ? found with { Id = id } : found;
    }

    /// <summary>A URL of an object's bytes (<c>GET /objects/{id}/access/{access_id}</c>, with passports <c>POST</c>).</summary>
    /// <param name="id">The object's id, not percent-encoded.</param>
    /// <param name="accessId">One of the access ids of the object.</param>
    /// <param name="passports">GA4GH passports; null for those of the options.</param>
    /// <param name="cancellationToken">Ends it, also while it waits.</param>
    /// <exception cref="NotFoundException">There is no such object, or it has no such access id.</exception>
    /// <exception cref="DrsNotReadyException">The server was not ready in time.</exception>
    /// <exception cref="ApiException">The server refused or did not answer.</exception>
    public virtual Task<DrsAccessUrl> GetAccessUrlAsync(
        string id, string accessId, IReadOnlyList<string>? passports = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        ArgumentException.ThrowIfNullOrWhiteSpace(accessId);
        var path = RequestPath.Of($"/objects/{id}/access/{accessId}");
        return ReadAsync(path, path, null, passports, DrsJson.Default.DrsAccessUrl, cancellationToken);
    }

    /// <summary>How requests for an object can be authorized (<c>OPTIONS /objects/{id}</c>). A server that does not say asks for nothing:
    /// <see cref="DrsAuthorizationType.None"/>.</summary>
    /// <exception cref="NotFoundException">There is no such object.</exception>
    /// <exception cref="ApiException">The server refused or did not answer.</exception>
    public virtual async Task<DrsAuthorizations> GetAuthorizationsAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        var request = new ApiRequest { Method = HttpMethod.Options, Path = $"/objects/{id}", Safety = RequestSafety.Idempotent, Accept = IsUnsupported };
        var answer = await _api.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var found = IsSilent(answer) ? new DrsAuthorizations() : answer.Read(DrsJson.Default.DrsAuthorizations);
        return found with { DrsObjectId = found.DrsObjectId ?? id, SupportedTypes = found.SupportedTypes is { Count: > 0 } types ? types : [DrsAuthorizationType.None] };
    }

    /// <summary>Whether the server may lead on to an address of bytes.</summary>
    internal bool MayLead(Uri to) => _mayLeadHere || Origins.MayLead(Endpoint, to);

    /// <summary>A source of bytes behind an address that the server gave, which is asked for again when it was refused.</summary>
    internal HttpRangedSource Source(string name, Func<CancellationToken, Task<SourceAddress>> address) => new(_api, name, address);

    // Without a body OPTIONS was answered by a web framework and not by DRS.
    private static bool IsSilent(ApiResponse answer) => answer.Status != 200 || answer.Body.Length == 0;

    private static bool IsUnsupported(int status) => status is 405 or 501;

    // Where POST has no route at all it is a 404: GET tells whether the object is missing.
    private static bool TakesNoPassports(int status) => status == 404 || IsUnsupported(status);

    /// <summary>Reads with GET, or with POST where there are passports and the server takes them.</summary>
    private async Task<T> ReadAsync<T>(
        RequestPath path, RequestPath getPath, bool? expand, IReadOnlyList<string>? passports, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var given = passports ?? _passports;
        if (given.Count > 0)
        {
            var body = new BulkBodies.Single { Expand = expand, Passports = given };
            var answer = await WaitAsync(Post(path, body, DrsJson.Default.Single, TakesNoPassports), cancellationToken).ConfigureAwait(false);
            if (!TakesNoPassports(answer.Status))
            {
                return answer.Read(type);
            }
        }

        var request = new ApiRequest { Path = getPath, Safety = RequestSafety.Safe };
        return (await WaitAsync(request, cancellationToken).ConfigureAwait(false)).Read(type);
    }

    // These POSTs only read: repeating one changes nothing.
    private static ApiRequest Post<T>(RequestPath path, T body, JsonTypeInfo<T> type, Func<int, bool>? accept = null)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, type);
        return new ApiRequest { Method = HttpMethod.Post, Path = path, Safety = RequestSafety.Idempotent, Content = () => new JsonBody(bytes), Accept = accept };
    }

    /// <summary>Asks until the answer is there, as often as the server says that it is not yet.</summary>
    private async Task<ApiResponse> WaitAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; ;)
        {
            var answer = await _api.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (answer.Status != 202)
            {
                return answer;
            }

            var wait = WaitOf(answer);
            if (waited + wait > _waitBudget)
            {
                throw NotReady(request, waited, wait);
            }

            await Task.Delay(wait, _time, cancellationToken).ConfigureAwait(false);
            waited += wait;
        }
    }

    private TimeSpan WaitOf(ApiResponse answer)
    {
        var asked = RetryConditionHeaderValue.TryParse(answer.Header("Retry-After"), out var header)
            ? header.Delta ?? (header.Date - _time.GetUtcNow()) ?? UnsaidWait
            : UnsaidWait;
        return asked < LeastWait ? LeastWait : asked;
    }

    private DrsNotReadyException NotReady(ApiRequest request, TimeSpan waited, TimeSpan wait) => new(new ApiError
    {
        Platform = DrsApi.Name,
        Method = request.Method.Method,
        Uri = Redaction.Uri(new Uri(Endpoint.ToString().TrimEnd('/') + request.Path)),
        Status = 202,
        Reason = FormattableString.Invariant($"the server is still preparing it after {waited.TotalSeconds:0} s, and asks for {wait.TotalSeconds:0} s more."),
        CanRetry = true,
        RetryAfter = wait,
        Advice = $"Ask again later, or raise {nameof(DrsClientOptions.WaitBudget)}.",
    });
}
