using Microsoft.Extensions.Logging;
using SageTasks.Http;
using static SageTasks.Wes.WesJson;

namespace SageTasks.Wes;

/// <summary>A GA4GH Workflow Execution Service, version 1.1 or 1.0, as real servers are: one method for each endpoint. Safe for use by many threads.
/// A run request is never repeated behind the caller's back; use <see cref="WesRuns"/> with the guard to run once.</summary>
public partial class WesClient
{
    private readonly ApiTransport _api;
    private readonly TimeProvider _time;
    private readonly ServerClock _clock;
    private readonly WesTagFilter? _chosenFilter;
    private readonly bool _mayLeadHere;
    private WesTagFilter? _foundFilter;

    /// <summary>Connects with the given options; what they leave open comes from the environment.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The address is missing, or an option cannot be used; the message lists everything that is wrong.</exception>
    public WesClient(WesClientOptions options, ILoggerFactory? loggerFactory = null, TimeProvider? timeProvider = null)
    {
        var settings = WesSettings.Resolve(options);
        _api = new ApiTransport(WesApi.Platform, settings.Endpoint, settings.Credential, options.Http, loggerFactory, timeProvider);
        _time = timeProvider ?? TimeProvider.System;
        _clock = new ServerClock(_time);
        _chosenFilter = options.TagFilter;
        _mayLeadHere = options.Http.AllowLocalTargets;
    }

    /// <summary>For test doubles.</summary>
    protected WesClient()
    {
        _api = null!;
        _time = TimeProvider.System;
        _clock = new ServerClock(_time);
    }

    /// <summary>The API's base address.</summary>
    public virtual Uri Endpoint => _api.Endpoint;

    /// <summary>The server's clock now, as far as earlier answers told it; null while none did.</summary>
    internal DateTimeOffset? ServerTime => _clock.Now;

    /// <summary>What the server says of itself (<c>GET /service-info</c>).</summary>
    public virtual async Task<WesServiceInfo> GetServiceInfoAsync(CancellationToken cancellationToken = default)
    {
        var (info, time, _) = await _api.GetWithTimeAsync(RequestPath.Of($"/service-info"), Default.WesServiceInfo, cancellationToken).ConfigureAwait(false);
        _clock.Set(time);
        return info;
    }

    /// <summary>How the server filters lists by tags: what the options say, else what it says of itself, asked once.</summary>
    public virtual async Task<WesTagFilter> GetTagFilterAsync(CancellationToken cancellationToken = default)
    {
        if ((_chosenFilter ?? _foundFilter) is { } known)
        {
            return known;
        }

        try
        {
            _foundFilter = TagFilters.Of(await GetServiceInfoAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (ApiException refused) when (refused.Error.Status is 404 or 405 or 501)
        {
            // A server that says nothing of itself promises no filter.
            _foundFilter = WesTagFilter.None;
        }

        return _foundFilter.Value;
    }

    /// <summary>The address that a server means by what it says of a run: an absolute one as it is, a relative one below <c>/runs/{run_id}</c>.</summary>
    /// <exception cref="ArgumentException">The text is no address.</exception>
    public virtual Uri ResolveAddress(string runId, string address)
    {
        ArgumentException.ThrowIfNullOrEmpty(runId);
        ArgumentException.ThrowIfNullOrEmpty(address);
        if (Uri.TryCreate(address, UriKind.Absolute, out var absolute) && !address.StartsWith('/'))
        {
            return absolute;
        }

        return Uri.TryCreate(RunAddress(runId), address, out var relative)
            ? relative
            : throw new ArgumentException($"'{address}' is no address.", nameof(address));
    }

    /// <summary>Whether the server may lead on to an address by what it says of a run.</summary>
    internal bool MayLead(Uri target) => _mayLeadHere || Origins.MayLead(Endpoint, target);

    private Uri RunAddress(string runId) => new($"{Endpoint.ToString().TrimEnd('/')}/runs/{Uri.EscapeDataString(runId)}");
}
