using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace SageTasks.Http.Tests;

/// <summary>Answers without a network and remembers what was asked.</summary>
internal sealed class StubHandler(Func<int, HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    public ConcurrentQueue<(string Address, string? Authorization, string? Custom)> Requests { get; } = new();

    public static StubHandler Always(Func<int, HttpResponseMessage> answer) => new((attempt, _, _) => Task.FromResult(answer(attempt)));

    public static StubHandler Fails(Exception error) => new((_, _, _) => Task.FromException<HttpResponseMessage>(error));

    public static HttpResponseMessage Json(string json, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content)
        {
            await content.ReadAsByteArrayAsync(cancellationToken);
        }

        Requests.Enqueue((request.RequestUri!.AbsoluteUri, Header(request, "Authorization"), Header(request, "X-Custom-Auth")));
        return await answer(Requests.Count, request, cancellationToken);
    }

    private static string? Header(HttpRequestMessage request, string name) =>
        request.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;
}
