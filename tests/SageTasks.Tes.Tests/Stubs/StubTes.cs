using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace SageTasks.Tes.Tests.Stubs;

/// <summary>Answers requests from a table of routes; what none matches is 404.</summary>
internal sealed class StubTes : HttpMessageHandler
{
    public const string Info = """{"id":"org.example","name":"Stub","type":{"group":"org.ga4gh","artifact":"tes","version":"1.1.0"},"organization":{"name":"X","url":"https://x"},"version":"1"}""";

    private readonly List<(string Method, string Path, Func<StubRequest, HttpResponseMessage> Answer)> _routes = [];
    private readonly ConcurrentQueue<StubRequest> _requests = new();

    public IReadOnlyList<StubRequest> Requests => [.. _requests];

    public StubTes On(string method, string path, Func<StubRequest, HttpResponseMessage> answer)
    {
        _routes.Insert(0, (method, path, answer));
        return this;
    }

    public StubTes On(string method, string path, string json) => On(method, path, _ => Json(json));

    public StubTes On(string method, string path, HttpStatusCode status, string body = "", string type = "application/json") =>
        On(method, path, _ => Text(body, status, type));

    /// <summary>A server with the standard's base path.</summary>
    public static StubTes Standard() => new StubTes().On("GET", "/ga4gh/tes/v1/service-info", Info);

    public IReadOnlyList<StubRequest> Sent(string method, string path) =>
        [.. Requests.Where(request => request.Method == method && request.Path == path)];

    public TesClient Client(Action<TesClientOptions>? configure = null, string endpoint = "https://tes.example.org")
    {
        var options = new TesClientOptions { Endpoint = new Uri(endpoint), Token = "stub-token" };
        options.Http.Handler = this;
        options.Http.Retry.BaseDelay = TimeSpan.FromMilliseconds(1);
        options.Http.Retry.MaxDelay = TimeSpan.FromMilliseconds(2);
        options.Http.Retry.MaxAttempts = 3;
        configure?.Invoke(options);
        return new TesClient(options);
    }

    public static HttpResponseMessage Json(string json, HttpStatusCode status = HttpStatusCode.OK) => Text(json, status, "application/json");

    public static HttpResponseMessage Text(string text, HttpStatusCode status, string type) =>
        new(status) { Content = new StringContent(text, Encoding.UTF8, type) };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync(cancellationToken);
        var sent = new StubRequest(
            request.Method.Method, request.RequestUri!.AbsolutePath, request.RequestUri.Query, body, request.Headers.Authorization?.ToString());
        _requests.Enqueue(sent);
        var response = _routes.Find(route => route.Method == sent.Method && route.Path == sent.Path) is { Answer: { } answer }
            ? answer(sent)
            : Text("404 page not found", HttpStatusCode.NotFound, "text/plain");
        response.RequestMessage = request;
        return response;
    }
}
