using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace SageTasks.Http;

/// <summary>The one place where connections and limiters are shared: by all clients in the process, keyed by origin (or limit group)
/// and credential hash. A handler given in the options has a registry of its own, and tests bring theirs.</summary>
internal sealed class ConnectionRegistry(HttpMessageHandler handler, ConnectionRegistry? telemetryFrom = null)
{
    public static readonly ConnectionRegistry Shared = new(CreateHandler());

    private static readonly ConditionalWeakTable<HttpMessageHandler, ConnectionRegistry> ByHandler = [];

    private readonly ConcurrentDictionary<LimiterKey, RequestLimiter> _limiters = new();
    private readonly ConcurrentDictionary<string, TransportTelemetry> _telemetry = telemetryFrom?._telemetry ?? new(StringComparer.Ordinal);

    /// <summary>Sends without redirects, cookies, credentials, timeouts or buffering of its own.</summary>
    public HttpMessageInvoker Invoker { get; } = new(handler, disposeHandler: false);

    /// <summary>Whether the handler is ours, so that a body which was never asked for proves that nothing was sent.</summary>
    public bool OwnsHandler { get; } = handler is SocketsHttpHandler;

    public static ConnectionRegistry For(HttpMessageHandler? handler) =>
        handler is null ? Shared : ByHandler.GetValue(handler, static custom => new ConnectionRegistry(custom, telemetryFrom: Shared));

    public RequestLimiter Limiter(LimiterKey key, double perSecond, int concurrent)
    {
        var limiter = _limiters.GetOrAdd(key, static (at, limits) => new RequestLimiter(limits.perSecond, limits.concurrent, at.Time), (perSecond, concurrent));
        limiter.Tighten(perSecond, concurrent);
        return limiter;
    }

    public TransportTelemetry Telemetry(string name) => _telemetry.GetOrAdd(name, static source => new TransportTelemetry(source));

    internal static SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = System.Net.DecompressionMethods.None,
        ConnectTimeout = TimeSpan.FromSeconds(20),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
    };
}
