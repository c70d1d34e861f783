using System.Globalization;
using SageTasks.Http;

namespace SageTasks.Storage;

/// <summary>
/// A file behind HTTPS, such as a presigned URL that expires. Nothing is sent but the range and the version: no token. A refused URL
/// (400, 401, 403) is renewed, whichever store signed it, and the request repeated; one that never worked only once.
/// </summary>
internal sealed class HttpRangedSource : IRangedSource, IDisposable
{
    // A request that its host refuses whatever the URL must end, even while others succeed.
    private const int MaxRenewals = 3;

    private readonly ApiTransport _transport;
    private readonly RenewableUrl _url;
    private readonly bool _canRenew;
    private readonly Location? _location;

    /// <param name="transport">The pipeline; its credential is not used.</param>
    /// <param name="name">What messages call the file, such as its Synapse id and name.</param>
    /// <param name="url">Gives a URL that is valid now.</param>
    public HttpRangedSource(ApiTransport transport, string name, Func<CancellationToken, Task<Uri>> url)
        : this(transport, name, async token => new SourceAddress(await url(token).ConfigureAwait(false)), canRenew: true)
    {
    }

    /// <param name="transport">The pipeline; its credential is not used.</param>
    /// <param name="name">What messages call the file.</param>
    /// <param name="address">Gives a URL that is valid now, with the headers that it needs.</param>
    public HttpRangedSource(ApiTransport transport, string name, Func<CancellationToken, Task<SourceAddress>> address)
        : this(transport, name, address, canRenew: true)
    {
    }

    /// <summary>A URL that does not expire, and whose answers describe the file.</summary>
    public HttpRangedSource(ApiTransport transport, Location location)
        : this(transport, location.ToString(), _ => Task.FromResult(new SourceAddress(location.Url)), canRenew: false) => _location = location;

    private HttpRangedSource(ApiTransport transport, string name, Func<CancellationToken, Task<SourceAddress>> address, bool canRenew)
    {
        _transport = transport;
        _url = new RenewableUrl(address);
        _canRenew = canRenew;
        Name = name;
    }

    public string Name { get; }

    public async Task<ObjectBody> OpenAsync(ByteRange range, ObjectVersion? pin, CancellationToken cancellationToken)
    {
        var response = await SendAsync(range, pin, cancellationToken).ConfigureAwait(false);
        try
        {
            if (response.Status == 416 && pin is null && ContentRange.Read(response.Header("Content-Range")) is null)
            {
                await response.DisposeAsync().ConfigureAwait(false);
                response = await SendAsync(ByteRange.From(0), null, cancellationToken).ConfigureAwait(false);
            }

            var body = Read(response, range, pin);
            response = null;
            return body;
        }
        finally
        {
            if (response is not null)
            {
                await response.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    public void Dispose() => _url.Dispose();

    private async Task<ApiStreamResponse> SendAsync(ByteRange range, ObjectVersion? pin, CancellationToken cancellationToken)
    {
        var (issue, isNew) = (await _url.GetAsync(cancellationToken).ConfigureAwait(false), false);
        for (var renewals = 0; ; renewals++)
        {
            var canRenew = _canRenew && renewals < MaxRenewals;
            if (await TrySendAsync(issue, isNew, canRenew, range, pin, cancellationToken).ConfigureAwait(false) is { } response)
            {
                return response;
            }

            (issue, isNew) = await _url.RenewAsync(issue, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Null where the URL was refused and another one may do. A new one that never worked has not expired: the transport says why
    /// it was refused.</summary>
    private async Task<ApiStreamResponse?> TrySendAsync(
        RenewableUrl.Issue issue, bool isNew, bool canRenew, ByteRange range, ObjectVersion? pin, CancellationToken cancellationToken)
    {
        try
        {
            var request = Request(issue.Address, range, pin, acceptRefusal: canRenew && (!isNew || issue.HasWorked));
            var response = await _transport.OpenAsync(request, cancellationToken).ConfigureAwait(false);
            if (!IsRefusal(response.Status))
            {
                issue.HasWorked = true;
                return response;
            }

            await response.DisposeAsync().ConfigureAwait(false);
            return null;
        }
        catch (ApiException e) when (canRenew && IsRefusal(e.Error.Status ?? 0) && issue.HasWorked)
        {
            // It served others while this request waited its turn.
            return null;
        }
    }

    private static ApiRequest Request(SourceAddress address, ByteRange range, ObjectVersion? pin, bool acceptRefusal)
    {
        var headers = new Dictionary<string, string>(address.Headers, StringComparer.OrdinalIgnoreCase) { ["Accept-Encoding"] = "identity" };
        if (range is not { Offset: 0, Length: null })
        {
            headers["Range"] = RangeRequest.Header(range);
        }

        if (pin is { IsStrong: true, Tag: { } tag })
        {
            headers["If-Match"] = tag;
        }

        return new ApiRequest
        {
            Absolute = address.Url,
            Safety = RequestSafety.Safe,
            Headers = headers,
            Accept = status => status is 412 or 416 || (acceptRefusal && IsRefusal(status)),
        };
    }

    // S3, CloudFront and Azure answer 403 to an expired signature, Google and expired session tokens 400.
    private static bool IsRefusal(int status) => status is 400 or 401 or 403;

    private ObjectBody Read(ApiStreamResponse response, ByteRange range, ObjectVersion? pin) => response.Status switch
    {
        206 => ReadRange(response, range, pin),
        412 => throw new SourceChangedException($"{Name} is no longer the version {pin} that the first bytes are of."),
        416 => ReadUnsatisfiable(response, range, pin),
        _ => ReadWhole(response, pin),
    };

    private ObjectBody ReadRange(ApiStreamResponse response, ByteRange range, ObjectVersion? pin)
    {
        if (ContentRange.Read(response.Header("Content-Range")) is not { From: { } from, To: { } to } sent)
        {
            throw new TransferException($"{Name}: the server sent a range without saying which ({response.Header("Content-Range") ?? "no Content-Range"}).");
        }

        if (from != range.Offset || to - from >= range.Length)
        {
            throw new TransferException($"{Name}: the bytes from {range.Offset} on were asked for, but the server sent {sent}.");
        }

        return new ObjectBody(response.Body, VersionOf(response, sent.Length, pin), response)
        {
            Offset = from,
            Length = to - from + 1,
            IsRange = true,
            Info = Describe(response, sent.Length),
        };
    }

    private ObjectBody ReadWhole(ApiStreamResponse response, ObjectVersion? pin) => new(response.Body, VersionOf(response, response.Length, pin), response)
    {
        Length = response.Length,
        IsEndCertain = response.Length is not null || response.Header("Transfer-Encoding") is not null,
        Info = Describe(response, response.Length),
    };

    // Of a stretch some servers leave the digest out that they state of the whole.
    private ObjectInfo? Describe(ApiStreamResponse response, long? size) =>
        _location is not null && HttpObject.Describe(_location, response, size) is var info && (response.Status == 200 || info.Digests.Count > 0) ? info : null;

    private ObjectBody ReadUnsatisfiable(ApiStreamResponse response, ByteRange range, ObjectVersion? pin)
    {
        var size = ContentRange.Read(response.Header("Content-Range"))?.Length;
        if (size != 0 || pin is not null)
        {
            throw new SourceChangedException($"{Name} has {size?.ToString(CultureInfo.InvariantCulture) ?? "too few"} bytes, none at {range.Offset}.");
        }

        return new ObjectBody(Stream.Null, VersionOf(response, 0, null), response) { Length = 0, IsRange = true };
    }

    private ObjectVersion VersionOf(ApiStreamResponse response, long? size, ObjectVersion? pin)
    {
        var version = HttpObject.Version(response, size);
        if (pin is not null && !pin.Matches(version))
        {
            throw new SourceChangedException($"{Name} was the version {pin} and is now {version}.");
        }

        return version;
    }
}
