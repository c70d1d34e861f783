using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SageTasks.ContractSuites;

namespace SageTasks.Testing.Tests;

/// <summary>
/// A local Tower with a plain HTTP client, which knows nothing but the published API. Where the specification is there, every answer of
/// every test is held against it.
/// </summary>
internal sealed class TowerSession : IAsyncDisposable
{
    public const string Repository = "https://github.com/sage/read-stats";

    private static readonly Lazy<OpenApiChecker?> Spec = new(() =>
        Specs.WhyNot("tower/seqera-api-cloud.yaml") is null ? OpenApiChecker.Load(Specs.PathOf("tower/seqera-api-cloud.yaml")) : null);

    private readonly ConcurrentQueue<ObservedExchange> _seen = new();

    private TowerSession()
    {
    }

    public LocalTower Tower { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public IEnumerable<ObservedExchange> Seen => _seen;

    public string Scope => $"workspaceId={Tower.WorkspaceId}";

    public static async Task<TowerSession> StartAsync(LocalTowerOptions? options = null, params FaultRule[] faults)
    {
        var session = new TowerSession();
        options ??= new LocalTowerOptions();
        if (faults.Length > 0)
        {
            options = options with { FaultPlan = new FaultPlan { Seed = 1, Rules = faults } };
        }

        session.Tower = await LocalTower.StartAsync(options with { Observer = session._seen.Enqueue });
        session.Http = session.Connect(session.Tower.Token);
        return session;
    }

    public HttpClient Connect(string token)
    {
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Tower.Url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    public async Task<JsonElement> GetAsync(string path, HttpClient? http = null)
    {
        using var answer = await (http ?? Http).GetAsync(new Uri(path, UriKind.Relative));
        return await ReadAsync(answer);
    }

    public async Task<HttpStatusCode> StatusAsync(string method, string path, string? body = null, HttpClient? http = null)
    {
        using var answer = await SendAsync(method, path, body, http);
        return answer.StatusCode;
    }

    public async Task<string> RefusalAsync(string method, string path, string? body = null, HttpStatusCode status = HttpStatusCode.BadRequest)
    {
        using var answer = await SendAsync(method, path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement.GetProperty("message").GetString()!;
    }

    public async Task<JsonElement> PostAsync(string path, string body, HttpClient? http = null)
    {
        using var answer = await SendAsync("POST", path, body, http);
        return await ReadAsync(answer);
    }

    public Task<HttpResponseMessage> SendAsync(string method, string path, string? body = null, HttpClient? http = null)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        return (http ?? Http).SendAsync(request);
    }

    public static string LaunchBody(string? runName = null, string? paramsText = null, Action<JsonObject>? change = null)
    {
        var launch = new JsonObject { ["pipeline"] = Repository };
        if (runName is not null)
        {
            launch["runName"] = runName;
        }

        if (paramsText is not null)
        {
            launch["paramsText"] = paramsText;
        }

        change?.Invoke(launch);
        return new JsonObject { ["launch"] = launch }.ToJsonString();
    }

    public async Task<string> LaunchAsync(string? runName = null, string? paramsText = null, Action<JsonObject>? change = null)
    {
        var answer = await PostAsync($"/workflow/launch?{Scope}", LaunchBody(runName, paramsText, change));
        return answer.GetProperty("workflowId").GetString()!;
    }

    public async Task<JsonElement> DescribeAsync(string id) => (await GetAsync($"/workflow/{id}?{Scope}")).GetProperty("workflow");

    public async Task<string?> StatusOfAsync(string id) => (await DescribeAsync(id)).GetProperty("status").GetString();

    public async Task<JsonElement> EndAsync(string id)
    {
        for (var i = 0; i < 3000; i++)
        {
            var run = await DescribeAsync(id);
            if (run.GetProperty("status").GetString() is not ("SUBMITTED" or "RUNNING"))
            {
                return run;
            }

            await Task.Delay(10);
        }

        throw new TimeoutException($"Run {id} did not end within 30 seconds.");
    }

    /// <summary>The names of the runs that a search finds, newest first.</summary>
    public async Task<List<string>> SearchAsync(string search, string more = "") =>
        [.. (await GetAsync($"/workflow?{Scope}&search={Uri.EscapeDataString(search)}{more}")).GetProperty("workflows").EnumerateArray()
            .Select(w => w.GetProperty("workflow").GetProperty("runName").GetString()!)];

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Tower.DisposeAsync();
        if (Spec.Value is not { } spec)
        {
            return;
        }

        // The address that a version's url names is still served, but not declared any more.
        var violations = _seen.Where(e => !e.Path.StartsWith("/workspaces/", StringComparison.Ordinal) || !e.Path.Contains("/v/", StringComparison.Ordinal)).Where(e => !e.Path.StartsWith("/_storage/", StringComparison.Ordinal)).SelectMany(e => spec.CheckAnswer(Exchange(e))).Distinct().ToList();
        Assert.True(violations.Count == 0, string.Join('\n', violations));
    }

    public static ApiExchange Exchange(ObservedExchange seen) => new()
    {
        Method = seen.Method,
        Path = seen.Path.StartsWith("/api/", StringComparison.Ordinal) ? seen.Path[4..] : seen.Path,
        Query = [.. seen.Query.Select(q => q.Key)],
        RequestType = seen.RequestType,
        RequestBody = seen.RequestBody,
        Status = seen.Status,
        AnswerType = seen.AnswerType,
        AnswerBody = seen.AnswerBody,
    };

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }
}
