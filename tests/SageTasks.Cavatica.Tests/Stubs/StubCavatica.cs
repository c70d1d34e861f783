using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace SageTasks.Cavatica.Tests.Stubs;

/// <summary>Answers every request: from a table of routes where one matches, else with an object that has a field of every name that any
/// answer must have.</summary>
internal sealed class StubCavatica : HttpMessageHandler
{
    private const string Anything = """{"id":"x1","username":"ann","upload_id":"u1","run_id":"r1","location":"l","part_number":1,"part_size":5242880,"url":"https://s3.example.org/f"}""";

    private readonly List<(string Method, string Path, Func<StubRequest, HttpResponseMessage> Answer)> _routes = [];
    private readonly ConcurrentQueue<StubRequest> _requests = new();

    public IReadOnlyList<StubRequest> Requests => [.. _requests];

    public StubCavatica On(string method, string path, Func<StubRequest, HttpResponseMessage> answer)
    {
        _routes.Insert(0, (method, path, answer));
        return this;
    }

    public StubCavatica On(string method, string path, string json) => On(method, path, _ => Json(json));

    public CavaticaClient Client(Action<CavaticaClientOptions>? configure = null, TimeProvider? time = null) => new(Options(configure), timeProvider: time);

    public CavaticaClientOptions Options(Action<CavaticaClientOptions>? configure = null)
    {
        var options = new CavaticaClientOptions { Token = "0123456789abcdef", Endpoint = new Uri("https://cavatica-api.sbgenomics.com/v2"), CredentialsFile = "none" };
        options.Http.Handler = this;
        options.Http.Retry.BaseDelay = TimeSpan.FromMilliseconds(1);
        options.Http.Retry.MaxDelay = TimeSpan.FromMilliseconds(2);
        configure?.Invoke(options);
        return options;
    }

    public static HttpResponseMessage Json(string json, HttpStatusCode status = HttpStatusCode.OK, params (string Name, string Value)[] headers)
    {
        var answer = new HttpResponseMessage(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
        {
            answer.Headers.TryAddWithoutValidation(name, value);
        }

        return answer;
    }

    /// <summary>A page of a list, cut out of all items by the request's offset and limit.</summary>
    public static HttpResponseMessage Page(StubRequest request, IReadOnlyList<string> items, int? total = null)
    {
        var query = System.Web.HttpUtility.ParseQueryString(request.Query);
        var offset = int.Parse(query["offset"] ?? "0", System.Globalization.CultureInfo.InvariantCulture);
        var shown = items.Skip(offset).Take(int.Parse(query["limit"] ?? "50", System.Globalization.CultureInfo.InvariantCulture)).ToList();
        return Json(
            $$"""{"href":"x","items":[{{string.Join(',', shown)}}],"links":[]}""",
            HttpStatusCode.OK,
            ("X-Total-Matching-Query", (total ?? items.Count).ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync(cancellationToken);
        var sent = new StubRequest(
            request.Method.Method, request.RequestUri!.AbsolutePath, request.RequestUri.Query, body, Header(request, "X-SBG-Auth-Token"), Header(request, "X-SBG-Advance-Access"));
        _requests.Enqueue(sent);
        var response = _routes.Where(route => route.Method == sent.Method && route.Path == sent.Path).Select(route => route.Answer(sent)).FirstOrDefault() ?? Default(sent);
        response.RequestMessage = request;
        return response;
    }

    private static HttpResponseMessage Default(StubRequest request)
    {
        if (request.Path.Contains("/bulk/", StringComparison.Ordinal) && !request.Path.Contains("/drs/", StringComparison.Ordinal))
        {
            var ids = request.Json.First().Value!.AsArray().Select(item => item is JsonObject fields ? fields["id"]?.ToString() ?? "x1" : item!.ToString());
            return Json($$"""{"items":[{{string.Join(',', ids.Select(id => $$"""{"resource":{{Anything.Replace("x1", id, StringComparison.Ordinal)}}}"""))}}]}""");
        }

        return request.Path.EndsWith("/action/files/copy", StringComparison.Ordinal)
            ? Json("""{"f1":{"status":"OK","new_file_id":"f9","new_file_name":"a.txt"}}""")
            : Json(Anything, HttpStatusCode.OK, ("X-Total-Matching-Query", "0"));
    }

    private static string? Header(HttpRequestMessage request, string name) => request.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;
}
