using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace SageTasks.Http;

/// <summary>The one pipeline that every request of every platform goes through: safety, retries, limits, redaction and typed errors.
/// Thread-safe and cheap to make: all transports in the process share connections, and those with the same host (or limit group)
/// and credential share a limiter.</summary>
public sealed class ApiTransport
{
    private static readonly Dictionary<string, string> AnyText = new(StringComparer.Ordinal) { ["Accept"] = "text/plain, */*" };

    private readonly TransportParts _parts;

    /// <summary>Creates a transport; nothing is sent.</summary>
    /// <param name="platform">What the platform's API is like.</param>
    /// <param name="endpoint">The API's base address; paths are appended to it.</param>
    /// <param name="credential">The secret for that host; null for anonymous access.</param>
    /// <param name="options">How the pipeline behaves; a copy is taken.</param>
    /// <param name="loggerFactory">Where messages go; null for nowhere.</param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    /// <param name="limitGroup">A name under which several hosts share one limiter; null for the endpoint's own origin.</param>
    /// <exception cref="ArgumentException">The endpoint or an option is wrong; the message says how.</exception>
    public ApiTransport(
        ApiPlatform platform,
        Uri endpoint,
        ApiCredential? credential,
        ApiOptions options,
        ILoggerFactory? loggerFactory = null,
        TimeProvider? timeProvider = null,
        string? limitGroup = null)
        : this(platform, endpoint, credential, options, ConnectionRegistry.For(options?.Handler), loggerFactory, timeProvider, limitGroup)
    {
    }

    internal ApiTransport(
        ApiPlatform platform,
        Uri endpoint,
        ApiCredential? credential,
        ApiOptions options,
        ConnectionRegistry connections,
        ILoggerFactory? loggerFactory = null,
        TimeProvider? timeProvider = null,
        string? limitGroup = null)
    {
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(options);
        if (ApiEndpoint.Problem(endpoint, options.AllowInsecureHttp) is { } problem)
        {
            throw new ArgumentException($"{platform.Name}: {problem}", nameof(endpoint));
        }

        if (options.Validate() is { Count: > 0 } failures)
        {
            throw new ArgumentException($"{platform.Name}: {string.Join(' ', failures)}", nameof(options));
        }

        var settings = options.Snapshot();
        var time = timeProvider ?? TimeProvider.System;
        var key = new LimiterKey(limitGroup ?? Origins.Name(endpoint), credential?.Identity ?? "", time);
        _parts = new TransportParts
        {
            Platform = platform,
            Endpoint = endpoint,
            Credential = credential,
            Options = settings,
            Connections = connections,
            Limiter = connections.Limiter(
                key,
                (settings.Limit.RequestsPerSecond ?? platform.RequestsPerSecond) * settings.Limit.Share,
                Math.Max(1, (int)((settings.Limit.ConcurrentRequests ?? platform.ConcurrentRequests) * settings.Limit.Share))),
            Retries = RetryPipeline.Create(settings.Retry, time),
            Telemetry = connections.Telemetry(platform.TelemetryName),
            Log = (loggerFactory ?? NullLoggerFactory.Instance).CreateLogger(platform.TelemetryName),
            Time = time,
        };
    }

    /// <summary>The API's base address.</summary>
    public Uri Endpoint => _parts.Endpoint;

    /// <summary>Reads a JSON answer with GET.</summary>
    /// <exception cref="ApiException">The platform refused, or no readable answer came within the retry budget.</exception>
    public async Task<T> GetAsync<T>(RequestPath path, JsonTypeInfo<T> answerType, CancellationToken cancellationToken = default)
    {
        var call = Call(Get(path), cancellationToken);
        using var exchange = await call.RunAsync().ConfigureAwait(false);
        return Read(call, exchange, answerType);
    }

    /// <summary>Reads a JSON answer with GET, and with it when it was given.</summary>
    /// <exception cref="ApiException">The platform refused, or no readable answer came within the retry budget.</exception>
    public async Task<TimedAnswer<T>> GetWithTimeAsync<T>(RequestPath path, JsonTypeInfo<T> answerType, CancellationToken cancellationToken = default)
    {
        var call = Call(Get(path), cancellationToken);
        using var exchange = await call.RunAsync().ConfigureAwait(false);
        return new TimedAnswer<T>(Read(call, exchange, answerType), HttpHeaders.Time(HttpHeaders.Find(exchange.Response, "Date")), call.Waited);
    }

    /// <summary>Reads a JSON answer with GET; null where the platform answers 204 or 404.</summary>
    /// <exception cref="ApiException">The platform refused, or no readable answer came within the retry budget.</exception>
    public async Task<T?> GetOrDefaultAsync<T>(RequestPath path, JsonTypeInfo<T> answerType, CancellationToken cancellationToken = default)
        where T : class
    {
        var call = Call(Get(path, static status => status == 404), cancellationToken);
        using var exchange = await call.RunAsync().ConfigureAwait(false);
        return exchange.Status is 204 or 404 ? Absent<T>(call, exchange) : Read(call, exchange, answerType);
    }

    /// <summary>Reads a text answer with GET, UTF-8.</summary>
    /// <exception cref="ApiException">The platform refused, or no readable answer came within the retry budget.</exception>
    public async Task<string> GetStringAsync(RequestPath path, CancellationToken cancellationToken = default)
    {
        var request = new ApiRequest { Path = path, Safety = RequestSafety.Safe, Headers = AnyText };
        using var exchange = await Call(request, cancellationToken).RunAsync().ConfigureAwait(false);
        return Encoding.UTF8.GetString(exchange.Body!.Span);
    }

    /// <summary>Sends JSON and reads a JSON answer.</summary>
    /// <exception cref="ApiException">The platform refused, or no readable answer came within the retry budget.</exception>
    /// <exception cref="SubmissionUnknownException">A <see cref="RequestSafety.Once"/> request was sent and its outcome is not known.</exception>
    public async Task<TOut> SendAsync<TIn, TOut>(
        HttpMethod method,
        RequestPath path,
        RequestSafety safety,
        TIn body,
        JsonTypeInfo<TIn> bodyType,
        JsonTypeInfo<TOut> answerType,
        CancellationToken cancellationToken = default)
    {
        var call = Call(WithJson(method, path, safety, body, bodyType), cancellationToken);
        using var exchange = await call.RunAsync().ConfigureAwait(false);
        return Read(call, exchange, answerType);
    }

    /// <summary>Sends JSON; the answer's body is ignored.</summary>
    /// <exception cref="ApiException">The platform refused, or no answer came within the retry budget.</exception>
    /// <exception cref="SubmissionUnknownException">A <see cref="RequestSafety.Once"/> request was sent and its outcome is not known.</exception>
    public async Task SendAsync<TIn>(
        HttpMethod method,
        RequestPath path,
        RequestSafety safety,
        TIn body,
        JsonTypeInfo<TIn> bodyType,
        CancellationToken cancellationToken = default)
    {
        using var exchange = await Call(WithJson(method, path, safety, body, bodyType), cancellationToken).RunAsync().ConfigureAwait(false);
    }

    /// <summary>Sends a request without a body (zero bytes where the method has one); the answer's body is ignored.</summary>
    /// <exception cref="ApiException">The platform refused, or no answer came within the retry budget.</exception>
    /// <exception cref="SubmissionUnknownException">A <see cref="RequestSafety.Once"/> request was sent and its outcome is not known.</exception>
    public async Task SendAsync(HttpMethod method, RequestPath path, RequestSafety safety, CancellationToken cancellationToken = default)
    {
        var request = new ApiRequest { Method = method, Path = path, Safety = safety };
        using var exchange = await Call(request, cancellationToken).RunAsync().ConfigureAwait(false);
    }

    /// <summary>Sends a request without a body (zero bytes where the method has one) and reads a JSON answer.</summary>
    /// <exception cref="ApiException">The platform refused, or no readable answer came within the retry budget.</exception>
    /// <exception cref="SubmissionUnknownException">A <see cref="RequestSafety.Once"/> request was sent and its outcome is not known.</exception>
    public async Task<TOut> SendAsync<TOut>(
        HttpMethod method,
        RequestPath path,
        RequestSafety safety,
        JsonTypeInfo<TOut> answerType,
        CancellationToken cancellationToken = default)
    {
        var call = Call(new ApiRequest { Method = method, Path = path, Safety = safety }, cancellationToken);
        using var exchange = await call.RunAsync().ConfigureAwait(false);
        return Read(call, exchange, answerType);
    }

    /// <summary>Sends any request and reads the whole answer.</summary>
    /// <exception cref="ApiException">The platform refused, or no complete answer came within the retry budget.</exception>
    /// <exception cref="SubmissionUnknownException">A <see cref="RequestSafety.Once"/> request was sent and its outcome is not known.</exception>
    public async Task<ApiResponse> SendAsync(ApiRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var call = Call(request, cancellationToken);
        using var exchange = await call.RunAsync().ConfigureAwait(false);
        return new ApiResponse(call, exchange);
    }

    /// <summary>Sends any request and leaves the answer's body to the caller, who reads and disposes it. Retries end with the headers:
    /// a body that breaks off is the caller's to resume.</summary>
    /// <exception cref="ApiException">The platform refused, or no answer came within the retry budget.</exception>
    /// <exception cref="SubmissionUnknownException">A <see cref="RequestSafety.Once"/> request was sent and its outcome is not known.</exception>
    public async Task<ApiStreamResponse> OpenAsync(ApiRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var exchange = await new ApiCall(_parts, request, streamed: true, cancellationToken).RunAsync().ConfigureAwait(false);
        try
        {
            var body = await exchange.Response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            return new ApiStreamResponse(exchange, new StallGuardedStream(body, _parts.Options.StallTimeout, _parts.Time));
        }
        catch
        {
            exchange.Dispose();
            throw;
        }
    }

    /// <summary>The platform and its endpoint; no secret.</summary>
    public override string ToString() => $"{_parts.Platform.Name} at {Redaction.Uri(Endpoint)}";

    private static ApiRequest Get(RequestPath path, Func<int, bool>? accept = null) =>
        new() { Path = path, Safety = RequestSafety.Safe, Accept = accept };

    private static ApiRequest WithJson<T>(HttpMethod method, RequestPath path, RequestSafety safety, T body, JsonTypeInfo<T> type)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, type);
        return new ApiRequest { Method = method, Path = path, Safety = safety, Content = () => new JsonBody(bytes) };
    }

    private static T Read<T>(ApiCall call, Exchange exchange, JsonTypeInfo<T> type) =>
        JsonAnswers.Read(call, exchange.Status, HttpHeaders.Find(exchange.Response, "Content-Type"), exchange.Body!.Span, type);

    // A web page never comes from the API: taking it for "there is none" could start work anew.
    private static T? Absent<T>(ApiCall call, Exchange exchange)
        where T : class
    {
        var type = HttpHeaders.Find(exchange.Response, "Content-Type");
        return type?.Contains("html", StringComparison.OrdinalIgnoreCase) == true
            ? throw call.Unreadable(exchange.Status, type, new InvalidDataException("a web page came."))
            : null;
    }

    private ApiCall Call(ApiRequest request, CancellationToken cancellationToken) => new(_parts, request, streamed: false, cancellationToken);
}
