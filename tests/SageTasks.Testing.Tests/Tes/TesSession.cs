using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using SageTasks.ContractSuites;

namespace SageTasks.Testing.Tests;

/// <summary>
/// A local TES server with a plain HTTP client, which knows nothing but the published API. Where the specification is there, every answer of
/// a server that keeps to it is held against it.
/// </summary>
internal sealed class TesSession : IAsyncDisposable
{
    public const string Hello = """{"name":"hello","executors":[{"image":"alpine","command":["echo","hello"]}]}""";

    public static readonly LocalTesSimulation UntilTold = new() { Runs = null };

    private static readonly Lazy<OpenApiChecker?> Spec = new(TesSpecification.Load);

    private readonly ConcurrentQueue<ObservedExchange> _seen = new();

    private TesSession(LocalTesOptions options) => Options = options;

    public LocalTesOptions Options { get; }

    public LocalTes Tes { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public IEnumerable<ObservedExchange> Seen => _seen;

    public static Task<TesSession> SimulateAsync(LocalTesPersonality personality = LocalTesPersonality.Spec) =>
        StartAsync(new LocalTesOptions { Personality = personality, Simulation = UntilTold });

    public static async Task<TesSession> StartAsync(LocalTesOptions options)
    {
        var session = new TesSession(options);
        session.Tes = await LocalTes.StartAsync(options with { Observer = session._seen.Enqueue });
        session.Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(session.Tes.Endpoint + "/") };
        return session;
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await SendAsync("GET", path);
        return await ReadAsync(answer);
    }

    public Task<HttpResponseMessage> SendAsync(string method, string path, string? body = null)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Http.BaseAddress + path));
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        return Http.SendAsync(request);
    }

    public async Task<string> CreateAsync(string body = Hello)
    {
        using var answer = await SendAsync("POST", "tasks", body);
        return (await ReadAsync(answer)).GetProperty("id").GetString()!;
    }

    /// <summary>The status and the text of an answer.</summary>
    public async Task<(HttpStatusCode Status, string Text)> AskAsync(string method, string path, string? body = null)
    {
        using var answer = await SendAsync(method, path, body);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public Task<(HttpStatusCode Status, string Text)> CancelAsync(string id) => AskAsync("POST", $"tasks/{id}:cancel", "");

    public Task<JsonElement> TaskAsync(string id, string view = "FULL") => GetAsync($"tasks/{id}?view={view}");

    public async Task<string?> StateAsync(string id) => (await GetAsync($"tasks/{id}")).GetProperty("state").GetString();

    /// <summary>The task, once it has ended.</summary>
    public async Task<JsonElement> EndAsync(string id)
    {
        for (var attempt = 0; attempt < 3000; attempt++)
        {
            if (await StateAsync(id) is not ("QUEUED" or "INITIALIZING" or "RUNNING" or "CANCELING"))
            {
                return await TaskAsync(id);
            }

            await Task.Delay(10);
        }

        throw new TimeoutException($"Task {id} did not end within 30 seconds.");
    }

    /// <summary>The ids of a list, all pages.</summary>
    public async Task<List<string>> ListAsync(string query = "")
    {
        var (ids, token) = (new List<string>(), "");
        do
        {
            var page = await GetAsync($"tasks?{query}{(token.Length > 0 ? $"&page_token={Uri.EscapeDataString(token)}" : "")}");
            ids.AddRange(page.GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("id").GetString()!));
            token = page.TryGetProperty("next_page_token", out var next) && next.ValueKind == JsonValueKind.String ? next.GetString()! : "";
        }
        while (token.Length > 0 && token != "N/A");
        return ids;
    }

    public string Past(string name, params (string Key, string Value)[] tags) =>
        Tes.AddPastTask(new PastTesTask { Name = name, Tags = tags.ToDictionary(tag => tag.Key, tag => tag.Value) });

    public string[] Past(int count) => [.. Enumerable.Range(0, count).Select(index => Past(string.Create(CultureInfo.InvariantCulture, $"past-{index}")))];

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Tes.DisposeAsync();
        if (Spec.Value is { } spec && Options.Personality == LocalTesPersonality.Spec && !Tes.Faults.Injected.ContainsKey(FaultKind.Reserialize))
        {
            Assert.Equal([], _seen.Where(seen => seen.Fault is null).SelectMany(seen => TesSpecification.Check(spec, seen)).Distinct());
        }
    }

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }
}
