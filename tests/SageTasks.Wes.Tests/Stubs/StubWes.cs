using System.Net;
using System.Text;

namespace SageTasks.Wes.Tests.Stubs;

/// <summary>A server that answers as a test says, and keeps what it was sent.</summary>
internal sealed class StubWes : HttpMessageHandler
{
    public static readonly Uri Endpoint = new("https://wes.example.org/ga4gh/wes/v1");

    private readonly List<(string Method, string Path, Func<HttpRequestMessage, (int Status, string Body, string Type)> Answer)> _answers = [];

    public List<(string Address, string Body, string? Authorization)> Sent { get; } = [];

    public IEnumerable<string> Asked => Sent.Select(sent => sent.Address);

    public static WesClient Client(StubWes stub, Action<WesClientOptions>? configure = null)
    {
        var options = new WesClientOptions { Endpoint = Endpoint, Token = "top-secret-token" };
        options.Http.Handler = stub;
        options.Http.Retry.BaseDelay = TimeSpan.FromMilliseconds(1);
        options.Http.Retry.MaxDelay = TimeSpan.FromMilliseconds(1);
        configure?.Invoke(options);
        return new WesClient(options);
    }

    /// <summary>What the next requests with this path (query included, by its beginning) are answered; the answer said last counts first.</summary>
    public StubWes On(string method, string path, string body, int status = 200, string type = "application/json") => On(method, path, _ => (status, body, type));

    public StubWes On(string method, string path, Func<HttpRequestMessage, (int Status, string Body, string Type)> answer)
    {
        _answers.Insert(0, (method, path, answer));
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!.ToString().Replace(Endpoint.ToString(), "", StringComparison.Ordinal);
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        lock (Sent)
        {
            Sent.Add(($"{request.Method} {address}", body, request.Headers.Authorization?.ToString()));
        }

        var found = _answers.FirstOrDefault(answer => answer.Method == request.Method.Method && address.StartsWith(answer.Path, StringComparison.Ordinal));
        var (status, text, type) = found.Answer?.Invoke(request) ?? (404, """{"msg":"nothing here","status_code":404}""", "application/json");
        return new HttpResponseMessage((HttpStatusCode)status)
        {
            RequestMessage = request,
            Content = new StringContent(text, Encoding.UTF8, type),
            Headers = { Date = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero) },
        };
    }
}
