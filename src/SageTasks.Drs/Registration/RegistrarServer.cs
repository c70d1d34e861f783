using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using SageTasks.Http;

namespace SageTasks.Drs;

/// <summary>The server that a registrar speaks to.</summary>
internal sealed class RegistrarServer
{
    private readonly string _host;

    /// <exception cref="ArgumentException">The options can't be used, or no DRS URI can have the host.</exception>
    public RegistrarServer(DrsClientOptions options, string defaultPath, string? host, ILoggerFactory? loggers, TimeProvider? time)
    {
        var settings = DrsSettings.Resolve(options, defaultPath: defaultPath);
        Api = new ApiTransport(DrsApi.Platform, settings.Endpoint, settings.Credential, options.Http ?? new ApiOptions(), loggers, time);
        Time = time ?? TimeProvider.System;
        _host = host ?? settings.Endpoint.Authority;
        if (DrsUri.HostProblem(_host) is { } problem)
        {
            throw new ArgumentException($"{problem} Name the host that serves these objects so, and that stands in their URIs then.", nameof(host));
        }
    }

    public ApiTransport Api { get; }

    public TimeProvider Time { get; }

    public DrsRegistration Result(string id, DrsRegistrationOutcome outcome) =>
        new() { Id = id, Uri = DrsUri.ForHost(_host, id).ToString(), Outcome = outcome };

    /// <summary>Sends where sending twice is the same as once, since the id is chosen; false where the id is taken.</summary>
    public async Task<bool> TrySendAsync<T>(HttpMethod method, RequestPath path, T body, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, type);
        var request = new ApiRequest
        {
            Method = method,
            Path = path,
            Safety = RequestSafety.Idempotent,
            Content = () => new JsonBody(bytes),
            Accept = static status => status == 409,
        };
        return (await Api.SendAsync(request, cancellationToken).ConfigureAwait(false)).Status != 409;
    }

    /// <summary>An outcome, or the difference as an exception.</summary>
    /// <exception cref="DrsConflictException">It is a different object.</exception>
    public DrsRegistration Found(string id, Comparison compared) => compared.IsSame
        ? Result(id, DrsRegistrationOutcome.Found) with { VerifiedBy = compared.VerifiedBy, IsSizeVerified = true }
        : throw new DrsConflictException(id, compared.Differences);
}
