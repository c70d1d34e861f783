using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using SageTasks.Http;

namespace SageTasks.Storage;

/// <summary>Files behind HTTP(S), presigned addresses included. No token is sent. What a server says about a file comes from its headers;
/// where it refuses HEAD, as presigned addresses do, from the first byte.</summary>
public sealed class HttpStore : IObjectSource
{
    private static readonly ApiPlatform Web = new() { Name = "HTTP", TelemetryName = "SageTasks.Storage" };

    private readonly ConcurrentDictionary<string, ApiTransport> _transports = new(StringComparer.OrdinalIgnoreCase);
    private readonly ApiOptions _options;
    private readonly ILoggerFactory? _loggers;
    private readonly TimeProvider? _time;

    /// <summary>Makes the store; nothing is sent.</summary>
    /// <param name="options">Retries, limits and whether plain http to other machines is allowed; null for the defaults.</param>
    /// <param name="loggers">Where to log; null for nowhere.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public HttpStore(ApiOptions? options = null, ILoggerFactory? loggers = null, TimeProvider? time = null) =>
        (_options, _loggers, _time) = (options ?? new ApiOptions(), loggers, time);

    /// <inheritdoc/>
    public IReadOnlyList<string> Schemes { get; } = [LocationScheme.Https, LocationScheme.Http];

    /// <inheritdoc/>
    public StoreCapabilities Capabilities { get; } = new()
    {
        RangedRead = true,
        PinnedRead = true,
        DescribesOnRead = true,
        StatedDigests = [DigestAlgorithm.Md5, DigestAlgorithm.Sha256, DigestAlgorithm.Crc32C],
    };

    /// <inheritdoc/>
    public async Task<ObjectInfo?> StatAsync(Location location, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(location);
        var head = Request(location, HttpMethod.Head);
        var answer = await Transport(location).OpenAsync(head, cancellationToken).ConfigureAwait(false);
        await using (answer.ConfigureAwait(false))
        {
            if (answer.Status is 404 or 410)
            {
                return null;
            }

            if (answer.Status < 300)
            {
                return HttpObject.Describe(location, answer, answer.Length);
            }
        }

        return await StatByFirstByteAsync(location, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<ObjectBody> OpenAsync(Location location, ByteRange range, ObjectVersion? pin, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(location);
        using var source = new HttpRangedSource(Transport(location), location);
        return await source.OpenAsync(range, pin, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: HTTP has no lists.</exception>
    public IAsyncEnumerable<ObjectInfo> ListAsync(Location prefix, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException($"{prefix}: HTTP has no lists of files. Name each file.");

    private async Task<ObjectInfo?> StatByFirstByteAsync(Location location, CancellationToken cancellationToken)
    {
        var first = Request(location, HttpMethod.Get, range: "bytes=0-0");
        var answer = await Transport(location).OpenAsync(first, cancellationToken).ConfigureAwait(false);
        await using (answer.ConfigureAwait(false))
        {
            return answer.Status switch
            {
                404 or 410 => null,
                206 or 416 => HttpObject.Describe(location, answer, ContentRange.Read(answer.Header("Content-Range"))?.Length),
                _ => HttpObject.Describe(location, answer, answer.Length),
            };
        }
    }

    private static ApiRequest Request(Location location, HttpMethod method, string? range = null)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Accept-Encoding"] = "identity" };
        if (range is not null)
        {
            headers["Range"] = range;
        }

        return new ApiRequest
        {
            Method = method,
            Absolute = location.Url,
            Safety = RequestSafety.Safe,
            Headers = headers,
            Accept = status => status is 404 or 410 || (method == HttpMethod.Head ? status is 400 or 401 or 403 or 405 or 501 : status is 416),
        };
    }

    private ApiTransport Transport(Location location) => Origins.MayTravel(location.Url, _options.AllowInsecureHttp)
        ? _transports.GetOrAdd(location.Authority, _ => new ApiTransport(Web, new Uri(location.Url, "/"), null, _options, _loggers, _time))
        : throw new ArgumentException(
            $"{location} is plain http to another machine, so that anyone on the way could read and change the bytes. "
                + $"Use https, or set {nameof(ApiOptions.AllowInsecureHttp)} if the network is trusted.", nameof(location));
}
