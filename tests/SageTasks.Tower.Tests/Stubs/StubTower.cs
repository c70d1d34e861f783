using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Web;

namespace SageTasks.Tower.Tests.Stubs;

/// <summary>Answers requests from a table of routes; a request that none matches fails the test.</summary>
internal sealed class StubTower : HttpMessageHandler
{
    private readonly List<(string Method, string Path, Func<StubRequest, HttpResponseMessage> Answer)> _routes = [];
    private readonly ConcurrentQueue<StubRequest> _requests = new();

    public IReadOnlyList<StubRequest> Requests => [.. _requests];

    public StubTower On(string method, string path, Func<StubRequest, HttpResponseMessage> answer)
    {
        _routes.Insert(0, (method, path, answer));
        return this;
    }

    public StubTower On(string method, string path, string json) => On(method, path, _ => Json(json));

    public StubTower On(string method, string path, HttpStatusCode status, string? json = null) => On(method, path, _ => Json(json ?? string.Empty, status));

    public IReadOnlyList<StubRequest> Sent(string method, string path) =>
        [.. Requests.Where(request => request.Method == method && request.Path == path)];

    public TowerClient Client(Action<TowerClientOptions>? configure = null, TimeProvider? time = null)
    {
        var options = new TowerClientOptions { Token = "eyJ-test", Endpoint = new Uri("https://api.cloud.seqera.io"), WorkspaceId = 7 };
        options.Http.Handler = this;
        options.Http.Limit.RequestsPerSecond = 1_000_000;
        options.Http.Retry.BaseDelay = TimeSpan.FromMilliseconds(1);
        options.Http.Retry.MaxDelay = TimeSpan.FromMilliseconds(2);
        configure?.Invoke(options);
        return new TowerClient(options, timeProvider: time);
    }

    public static HttpResponseMessage Json(string json, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync(cancellationToken);
        var sent = new StubRequest(
            request.Method.Method, request.RequestUri!.AbsolutePath, HttpUtility.ParseQueryString(request.RequestUri.Query), body, request.Headers.Authorization?.Parameter)
        {
            RawQuery = request.RequestUri.Query,
        };
        _requests.Enqueue(sent);
        foreach (var (method, path, answer) in _routes)
        {
            if (sent.Method == method && sent.Path == path)
            {
                var response = answer(sent);
                response.RequestMessage = request;
                return response;
            }
        }

        throw new InvalidOperationException($"The stub has no route for {sent.Method} {request.RequestUri.PathAndQuery}.");
    }
}
