using System.Collections.Concurrent;
using SageTasks.ContractSuites;

namespace SageTasks.Drs.Tests.Scenes;

/// <summary>Sends requests for public hosts to servers of this machine, and remembers who was told what.</summary>
internal sealed class HostsFile : DelegatingHandler
{
    private readonly Dictionary<string, Uri> _servers = new(StringComparer.OrdinalIgnoreCase);

    public HostsFile()
        : base(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
    }

    /// <summary>Every request: the host that it was meant for, its path, and its header that could hold a credential.</summary>
    public ConcurrentQueue<(string Host, string Path, string? Secret)> Seen { get; } = new();

    /// <summary>Answers by itself, for a host that has no server.</summary>
    public Func<Uri, HttpResponseMessage?> Answer { get; set; } = _ => null;

    /// <summary>Answers by itself, judging the whole request.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?> AnswerRequest { get; set; } = _ => null;

    /// <summary>A clock that stands still while a request is under way.</summary>
    public SkippingTime? Clock { get; init; }

    public HostsFile With(string host, Uri server)
    {
        _servers[host] = server;
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var meant = request.RequestUri!;
        Seen.Enqueue((meant.Authority, meant.AbsolutePath, Secret(request)));
        if ((Answer(meant) ?? AnswerRequest(request)) is { } answer)
        {
            answer.RequestMessage = request;
            return answer;
        }

        if (_servers.TryGetValue(meant.Authority, out var server))
        {
            request.RequestUri = new Uri(server.GetLeftPart(UriPartial.Authority) + meant.PathAndQuery);
        }

        using var hold = Clock?.Hold();
        var response = await base.SendAsync(request, cancellationToken);
        if (Clock is not null)
        {
            await response.Content.LoadIntoBufferAsync(cancellationToken);
        }

        return response;
    }

    private static string? Secret(HttpRequestMessage request) => request.Headers.NonValidated
        .Where(header => header.Key is "Authorization" or "X-SBG-Auth-Token")
        .Select(header => $"{header.Key}: {header.Value}")
        .FirstOrDefault();
}
