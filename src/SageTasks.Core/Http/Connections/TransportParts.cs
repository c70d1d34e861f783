using Microsoft.Extensions.Logging;
using Polly;

namespace SageTasks.Http;

/// <summary>What all calls of one transport share.</summary>
internal sealed record TransportParts
{
    public required ApiPlatform Platform { get; init; }

    public required Uri Endpoint { get; init; }

    public required ApiCredential? Credential { get; init; }

    public required ApiOptions Options { get; init; }

    public required ConnectionRegistry Connections { get; init; }

    public required RequestLimiter Limiter { get; init; }

    public required ResiliencePipeline Retries { get; init; }

    public required TransportTelemetry Telemetry { get; init; }

    public required ILogger Log { get; init; }

    public required TimeProvider Time { get; init; }

    private string Base => field ??= Endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');

    /// <summary>Where a request goes, refused before anything is sent where it may not go there.</summary>
    public Uri Address(ApiRequest request)
    {
        if (request.Path is null == request.Absolute is null)
        {
            throw new ArgumentException($"A request needs either {nameof(ApiRequest.Path)} or {nameof(ApiRequest.Absolute)}.", nameof(request));
        }

        if (request.Absolute is { } address)
        {
            return Absolute(request, address);
        }

        if (Platform.IdsHoldNoSlash && request.Path!.Slashed is { } slashed)
        {
            throw new ArgumentException($"{slashed}: an id or name of {Platform.Name} holds no slash. Give the id alone, not an address or a path.", nameof(request));
        }

        var path = request.Path!.Value;
        return path.StartsWith('/')
            ? new Uri(Base + path)
            : throw new ArgumentException($"A request's path must begin with a slash, but is '{request.Path}'.", nameof(request));
    }

    private Uri Absolute(ApiRequest request, Uri address)
    {
        if (!address.IsAbsoluteUri || !Origins.MayTravel(address, Options.AllowInsecureHttp))
        {
            throw new ArgumentException(
                $"'{Redaction.Uri(address)}' can't be asked: it must be https, or http to this machine, unless {nameof(ApiOptions.AllowInsecureHttp)} is set.",
                nameof(request));
        }

        return !request.Authorize || Origins.Same(address, Endpoint)
            ? address
            : throw new ArgumentException(
                $"'{Redaction.Uri(address)}' must not get the token: it belongs to {Redaction.Uri(Endpoint)} alone.", nameof(request));
    }
}
