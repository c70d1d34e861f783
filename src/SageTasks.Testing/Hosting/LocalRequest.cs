using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace SageTasks.Testing;

/// <summary>A request as the platform's handlers see it. It can be handled twice.</summary>
internal sealed class LocalRequest
{
    private readonly Stream _stream;
    private readonly IHeaderDictionary _headers;
    private readonly FaultInjector _faults;
    private IReadOnlyDictionary<string, string> _route = new Dictionary<string, string>(StringComparer.Ordinal);

    public LocalRequest(HttpContext context, string rawPath, string routePath, IReadOnlyList<string> segments, FaultInjector faults)
    {
        var request = context.Request;
        _stream = request.Body;
        _headers = request.Headers;
        _faults = faults;
        RawPath = rawPath;
        RoutePath = routePath;
        Segments = segments;
        Method = request.Method;
        Query = request.Query;
        QueryText = request.QueryString.Value ?? "";
        Origin = $"{request.Scheme}://{request.Host}";
    }

    private LocalRequest(LocalRequest source)
    {
        _stream = Stream.Null;
        _headers = new HeaderDictionary(source._headers.ToDictionary(StringComparer.OrdinalIgnoreCase));
        _faults = source._faults;
        _route = source._route;
        RawPath = source.RawPath;
        RoutePath = source.RoutePath;
        Segments = source.Segments;
        Method = source.Method;
        Query = source.Query;
        QueryText = source.QueryText;
        Origin = source.Origin;
        Body = source.Body;
        Streams = source.Streams;
        IsOpen = source.IsOpen;
    }

    public string Method { get; }

    /// <summary>The path as sent, percent-encoded.</summary>
    public string RawPath { get; }

    /// <summary>The path as sent, without a prefix such as <c>/api</c>: what the routes of faults are held against.</summary>
    public string RoutePath { get; }

    /// <summary>The path's segments, each decoded by itself, so that an encoded slash stays inside its segment.</summary>
    public IReadOnlyList<string> Segments { get; }

    public IQueryCollection Query { get; }

    /// <summary>The query as sent, where the order of different names counts.</summary>
    public string QueryText { get; }

    /// <summary>The scheme, host and port that the client addressed, for links in answers.</summary>
    public string Origin { get; }

    /// <summary>The whole body, unless the route streams.</summary>
    public ReadOnlyMemory<byte> Body { get; private set; }

    public bool Streams { get; private set; }

    /// <summary>Whether its route is for anyone, without a token.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>The body of a route that streams.</summary>
    public Stream BodyStream => _stream;

    /// <summary>What the platform's gate found out about the caller.</summary>
    public object? Caller { get; set; }

    public string? ContentType => _headers.ContentType;

    /// <summary>All headers, several of one name joined.</summary>
    public IEnumerable<KeyValuePair<string, string>> Headers => _headers.Select(header => KeyValuePair.Create(header.Key, header.Value.ToString()));

    /// <summary>A part of the path that the route names.</summary>
    public string this[string name] => _route[name];

    public string? Header(string name) => _headers.TryGetValue(name, out var value) ? value.ToString() : null;

    public string? QueryValue(string name) => Query.TryGetValue(name, out var value) && value.Count > 0 ? value[0] : null;

    public T? ReadJson<T>(JsonTypeInfo<T> type) => Body.IsEmpty ? default : JsonSerializer.Deserialize(Body.Span, type);

    /// <summary>Asks the faults for one that the platform itself must play on this request.</summary>
    public bool TryDraw(FaultKind kind, [NotNullWhen(true)] out Fault? fault) => (fault = _faults.Draw(kind, Method, RoutePath)) is not null;

    public bool Draws(FaultKind kind) => TryDraw(kind, out _);

    /// <summary>Where a page of a list starts: elsewhere, when that fault strikes, as if rows before it had come or gone since the last page.</summary>
    public int Shifted(int offset) => TryDraw(FaultKind.ShiftPages, out var shift) && offset > 0
        ? Math.Max(0, offset + (shift.Value.Dice % 2 == 0 ? 1 : -1) * (1 + (int)(shift.Value.Dice / 2 % 3)))
        : offset;

    public void Routed(LocalRoute route, IReadOnlyDictionary<string, string> values) => (IsOpen, _route) = (route.IsOpen, values);

    /// <summary>A copy that outlives the connection; the body of a route that streams is gone with it.</summary>
    public LocalRequest Detached() => new(this);

    public async Task BufferAsync(bool streams, CancellationToken cancellationToken)
    {
        Streams = streams;
        if (streams)
        {
            return;
        }

        using var buffer = new MemoryStream();
        await _stream.CopyToAsync(buffer, cancellationToken).ConfigureAwait(false);
        Body = buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }
}
