using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace SageTasks.TransferStorm.Pairs;

/// <summary>
/// Stands in front of a server and hands requests on as they are, but for some: 503 and 429 come from a server that never saw the request,
/// and a connection that breaks off after the server has done what it was asked for is a lost reply.
/// </summary>
internal sealed class FaultyGateway : IAsyncDisposable
{
    private static readonly HashSet<string> OfTheConnection =
        new(["Transfer-Encoding", "Connection", "Keep-Alive", "Upgrade", "Proxy-Connection"], StringComparer.OrdinalIgnoreCase);

    private readonly Lock _lock = new();
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.None });
    private readonly Random _random;
    private readonly Uri _server;
    private readonly double _faults;
    private readonly (Uri Own, Uri Shown)? _renamed;
    private readonly WebApplication _application;

    private FaultyGateway(Uri server, double faults, int seed, (Uri Own, Uri Shown)? renamed)
    {
        (_server, _faults, _random, _renamed) = (server, faults, new Random(seed), renamed);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.AddServerHeader = false;
        });
        _application = builder.Build();
        _application.Run(AnswerAsync);
    }

    public Uri Url { get; private set; } = null!;

    /// <summary>How often something went wrong.</summary>
    public int Faults { get; private set; }

    /// <summary>How many replies with the name of a new upload were lost: nobody can ever use what they began.</summary>
    public int LostUploads { get; private set; }

    /// <param name="server">What it stands in front of.</param>
    /// <param name="faults">The part of all requests that go wrong.</param>
    /// <param name="seed">The seed of the faults.</param>
    /// <param name="renamed">An address that the server names in its JSON and that would lead around the gateways, and what is shown in its place.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    public static async Task<FaultyGateway> StartAsync(Uri server, double faults, int seed, (Uri Own, Uri Shown)? renamed, CancellationToken cancellationToken)
    {
        var gateway = new FaultyGateway(new Uri(server.GetLeftPart(UriPartial.Authority)), faults, seed, renamed);
        await gateway._application.StartAsync(cancellationToken);
        gateway.Url = new Uri(gateway._application.Urls.First() + server.AbsolutePath);
        return gateway;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _http.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        switch (NextFault())
        {
            case Fault.Busy:
                await RefuseAsync(context, HttpStatusCode.ServiceUnavailable);
                break;
            case Fault.TooMany:
                await RefuseAsync(context, HttpStatusCode.TooManyRequests);
                break;
            case Fault.LostReply:
                using (var answer = await ForwardAsync(context))
                {
                    CountUpload(context.Request, answer);
                    context.Abort();
                }

                break;
            default:
                await PassAsync(context);
                break;
        }
    }

    private Fault? NextFault()
    {
        lock (_lock)
        {
            if (_random.NextDouble() >= _faults)
            {
                return null;
            }

            Faults++;
            return (Fault)_random.Next(Enum.GetValues<Fault>().Length);
        }
    }

    private void CountUpload(HttpRequest request, HttpResponseMessage answer)
    {
        var begins = HttpMethods.IsPost(request.Method) && (request.Query.ContainsKey("uploads") || request.Path.Value!.EndsWith("/upload/multipart", StringComparison.Ordinal));
        if (begins && answer.IsSuccessStatusCode)
        {
            lock (_lock)
            {
                LostUploads++;
            }
        }
    }

    /// <summary>As proxies refuse: with a page of their own, and as often as not before the body was read.</summary>
    private async Task RefuseAsync(HttpContext context, HttpStatusCode status)
    {
        if (NextBoolean())
        {
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        }

        context.Response.StatusCode = (int)status;
        context.Response.Headers.RetryAfter = "0";
        context.Response.ContentType = "text/html";
        await context.Response.WriteAsync("<html><body>Try again later.</body></html>", context.RequestAborted);
    }

    private bool NextBoolean()
    {
        lock (_lock)
        {
            return _random.Next(2) == 0;
        }
    }

    private async Task PassAsync(HttpContext context)
    {
        using var answer = await ForwardAsync(context);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated))
        {
            if (!OfTheConnection.Contains(name))
            {
                context.Response.Headers[name] = values.ToArray();
            }
        }

        if (_renamed is { } renamed && answer.Content.Headers.ContentType?.MediaType == "application/json")
        {
            var text = (await answer.Content.ReadAsStringAsync(context.RequestAborted)).Replace(renamed.Own.Authority, renamed.Shown.Authority, StringComparison.Ordinal);
            context.Response.ContentLength = Encoding.UTF8.GetByteCount(text);
            await context.Response.WriteAsync(text, context.RequestAborted);
            return;
        }

        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private async Task<HttpResponseMessage> ForwardAsync(HttpContext context)
    {
        var raw = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(_server.GetLeftPart(UriPartial.Authority) + raw, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        var hasBody = context.Request.ContentLength > 0 || context.Request.Headers.TransferEncoding.Count > 0;
        request.Content = hasBody || context.Request.Method is "PUT" or "POST" ? new StreamContent(context.Request.Body) : null;
        foreach (var (name, values) in context.Request.Headers)
        {
            if (!OfTheConnection.Contains(name) && !request.Headers.TryAddWithoutValidation(name, values.ToArray()))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
            }
        }

        if (request.Content is { } content && context.Request.Headers.TransferEncoding.Count == 0)
        {
            content.Headers.ContentLength = context.Request.ContentLength ?? 0;
        }

        return await _http.SendAsync(request, context.RequestAborted);
    }

    private enum Fault
    {
        Busy,
        TooMany,
        LostReply,
    }
}
