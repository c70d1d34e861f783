using Microsoft.Extensions.Logging;
using SageTasks.Http;

namespace SageTasks.Tes;

/// <summary>A TES server: one method for each endpoint of TES 1.1, tolerant of 1.0 and of the draft of 1.2. Safe for use by many threads.
/// A task is never created twice behind the caller's back; use <see cref="TesRuns"/> with the guard to run a piece of work once.</summary>
public partial class TesClient
{
    private readonly TesDiscovery _discovery;

    /// <summary>Connects with the given options; what they leave open comes from the environment. Nothing is sent.</summary>
    /// <exception cref="ArgumentException">An option is missing or cannot be used; the message lists everything that is wrong.</exception>
    public TesClient(TesClientOptions options, ILoggerFactory? loggerFactory = null, TimeProvider? timeProvider = null)
    {
        var settings = TesSettings.Resolve(options);
        var http = options.Http;
        Endpoint = settings.Endpoint;
        _discovery = new TesDiscovery(
            settings.Endpoint, address => new ApiTransport(TesApi.Platform, address, settings.Credential, http, loggerFactory, timeProvider));
    }

    /// <summary>For test doubles.</summary>
    protected TesClient()
    {
        Endpoint = null!;
        _discovery = null!;
    }

    /// <summary>The server's address as it was given.</summary>
    public virtual Uri Endpoint { get; }

    /// <summary>The address that TES was found at. It is looked for once, before the first request, with requests that only read.</summary>
    /// <exception cref="NotFoundException">There is no TES at the endpoint; the message says where it was looked for.</exception>
    /// <exception cref="AccessDeniedException">The server wants a token or password before it says what it is.</exception>
    public virtual async Task<Uri> GetBaseAddressAsync(CancellationToken cancellationToken = default) =>
        (await _discovery.GetAsync(cancellationToken).ConfigureAwait(false)).Api.Endpoint;

    /// <summary>What the server tells about itself (<c>GET /service-info</c>, on servers before 1.0 <c>GET /tasks/service-info</c>).</summary>
    /// <exception cref="NotFoundException">The server tells nothing.</exception>
    public virtual async Task<TesServiceInfo> GetServiceInfoAsync(CancellationToken cancellationToken = default)
    {
        var place = await _discovery.GetAsync(cancellationToken).ConfigureAwait(false);
        var path = place.InfoUnderTasks == true ? RequestPath.Of($"/tasks/service-info") : RequestPath.Of($"/service-info");
        return await place.Api.GetAsync(path, TesWire.ServiceInfo, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ApiTransport> ApiAsync(CancellationToken cancellationToken) =>
        (await _discovery.GetAsync(cancellationToken).ConfigureAwait(false)).Api;
}
