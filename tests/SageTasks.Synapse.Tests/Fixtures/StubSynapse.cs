using System.Net;
using System.Text;
using SageTasks.Http;

namespace SageTasks.Synapse.Tests.Fixtures;

/// <summary>A server in memory: answers what a test says, and remembers what it was asked.</summary>
internal sealed class StubSynapse : HttpMessageHandler
{
    private readonly Queue<Func<HttpRequestMessage, HttpResponseMessage>> _answers = new();

    public List<Asked> Requests { get; } = [];

    public SynapseClient Client(Action<SynapseClientOptions>? configure = null)
    {
        var options = new SynapseClientOptions
        {
            Token = "secret-token",
            Endpoint = new Uri("https://synapse.example"),
            Http = new ApiOptions
            {
                Handler = this,
                Retry = new RetryOptions { MaxAttempts = 4, BaseDelay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(2) },
                Limit = new LimitOptions { RequestsPerSecond = 10_000 },
            },
            JobPollInterval = TimeSpan.FromMilliseconds(1),
        };
        configure?.Invoke(options);
        return new SynapseClient(options);
    }

    public StubSynapse Answer(string json, int status = 200)
    {
        _answers.Enqueue(_ => Make(json, status));
        return this;
    }

    public StubSynapse Drop()
    {
        _answers.Enqueue(_ => throw new HttpRequestException(HttpRequestError.ResponseEnded, "The server went away."));
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        lock (_answers)
        {
            Requests.Add(new Asked(request.Method.Method, request.RequestUri!, body, request.Headers.Authorization?.ToString()));
            return _answers.Count > 0 ? _answers.Dequeue()(request) : throw new InvalidOperationException($"No answer for {request.Method} {request.RequestUri}.");
        }
    }

    private static HttpResponseMessage Make(string json, int status) =>
        new((HttpStatusCode)status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    internal sealed record Asked(string Method, Uri Uri, string Body, string? Authorization)
    {
        public string Line => $"{Method} {Uri.PathAndQuery}";
    }
}
