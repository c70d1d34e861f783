using System.Net;

namespace SageTasks.Http;

/// <summary>One sending of a request: its message, the redirects it follows, and whether anything of it can have reached a server.</summary>
internal sealed class Attempt(TransportParts parts, ApiRequest request, Uri address, bool authorized, string? secret, bool streamed) : IDisposable
{
    private const int MaxRedirects = 5;

    private SentContent? _content;

    /// <summary>Whether the message got as far as the connections; before that a failure is the caller's own.</summary>
    public bool HandedOver { get; private set; }

    /// <summary>Sends, and answers the head of the final answer.</summary>
    /// <exception cref="InvalidDataException">The server redirects for ever.</exception>
    /// <exception cref="InvalidRequestException">A server elsewhere redirects to this machine.</exception>
    public async Task<HttpResponseMessage> SendAsync(CancellationToken cancellationToken)
    {
        var target = address;
        var trusted = true;
        for (var hops = 0; ; hops++)
        {
            var message = Message(target, trusted);
            HandedOver = true;
            var response = await parts.Connections.Invoker.SendAsync(message, cancellationToken).ConfigureAwait(false);
            if (Redirection(response, target) is not { } next)
            {
                return response;
            }

            response.Dispose();
            parts.Log.Redirected(request.Method.Method, Redaction.Uri(target), Redaction.Uri(next));
            if (hops == MaxRedirects)
            {
                throw new InvalidDataException($"Redirected more than {MaxRedirects} times, last to {Redaction.Uri(next)}.");
            }

            // Once on a foreign host, never trusted again: the way back could be forged.
            trusted = trusted && Origins.Same(target, next);
            target = next;
        }
    }

    /// <summary>Whether a failed sending can have reached a server: true wherever it can't be disproved. A connection that failed disproves it,
    /// and so does a body that a handler known to need it never asked for.</summary>
    public bool MayHaveArrived(Exception cause)
    {
        if (!HandedOver)
        {
            return false;
        }

        if (_content is not { Started: false })
        {
            return true;
        }

        return cause switch
        {
            HttpRequestException failed => failed.HttpRequestError is not (HttpRequestError.NameResolutionError
                or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError),
            OperationCanceledException => !parts.Connections.OwnsHandler,
            _ => true,
        };
    }

    public bool IsSuccess(int status) => status is >= 200 and <= 299 || request.Accept?.Invoke(status) == true;

    public void Dispose() => _content?.Dispose();

    private HttpRequestMessage Message(Uri target, bool trusted)
    {
        var message = new HttpRequestMessage(request.Method, target)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        message.Headers.ExpectContinue = false;
        if (RequestHeaders.MakeContent(request) is { } content)
        {
            message.Content = _content = new SentContent(content);
        }

        RequestHeaders.AddOwn(message, request, trusted);
        if (authorized && trusted)
        {
            RequestHeaders.AddPlatforms(message, parts.Platform, compressed: !streamed);
            if (secret is not null)
            {
                parts.Credential!.Apply(message.Headers, secret);
            }
        }

        return message;
    }

    private Uri? Redirection(HttpResponseMessage response, Uri from)
    {
        var status = (int)response.StatusCode;
        var reads = request.Method == HttpMethod.Get || request.Method == HttpMethod.Head;
        if (request.Safety != RequestSafety.Safe || !reads || !Statuses.IsRedirect(status) || IsSuccess(status)
            || response.Headers.Location is not { } location)
        {
            return null;
        }

        var next = location.IsAbsoluteUri ? location : new Uri(from, location);
        if (!parts.Options.AllowLocalTargets && !Origins.MayLead(from, next))
        {
            response.Dispose();
            throw LedHere(status, next);
        }

        return Origins.MayTravel(next, parts.Options.AllowInsecureHttp) ? next : null;
    }

    private ApiException LedHere(int status, Uri next) => ApiException.Of(new ApiError
    {
        Platform = parts.Platform.Name,
        Method = request.Method.Method,
        Uri = Redaction.Uri(address),
        Status = status,
        Reason = $"it redirects to {Redaction.Uri(next)}, which is on this machine or link-local: only a server of this machine may.",
        Advice = $"Set {nameof(ApiOptions)}.{nameof(ApiOptions.AllowLocalTargets)} if that is meant.",
    });
}
