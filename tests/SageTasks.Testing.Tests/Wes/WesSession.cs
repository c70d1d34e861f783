using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SageTasks.ContractSuites;

namespace SageTasks.Testing.Tests;

/// <summary>
/// A local WES with a plain HTTP client, which knows nothing but the published API. Where the specification is there, every answer of a server
/// that keeps to it is held against it.
/// </summary>
internal sealed class WesSession : IAsyncDisposable
{
    private const string Wes = "ga4gh/wes-1.1.0.openapi.yaml";
    private const string ServiceInfo = "ga4gh/service-info-1.0.0.yaml";

    private const string Base = "/ga4gh/wes/v1";

    private static readonly Lazy<OpenApiChecker?> Spec = new(() => Specs.WhyNot(Wes, ServiceInfo) is not null
        ? null
        : OpenApiChecker.Load(Specs.PathOf(Wes), Specs.PathOf(ServiceInfo)) with { AnswersMayHaveNulls = false });

    private readonly ConcurrentQueue<ObservedExchange> _seen = new();

    private WesSession(LocalWesOptions options) => Options = options;

    public LocalWesOptions Options { get; }

    public LocalWes Server { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public static Task<WesSession> PlayAsync(LocalWesPersonality personality = LocalWesPersonality.Spec) =>
        StartAsync(new LocalWesOptions { Personality = personality, IsScripted = true });

    public static async Task<WesSession> StartAsync(LocalWesOptions options)
    {
        var session = new WesSession(options);
        session.Server = await LocalWes.StartAsync(options with { Observer = session._seen.Enqueue });
        session.Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(session.Server.Endpoint.ToString().TrimEnd('/') + "/") };
        if (options.Personality == LocalWesPersonality.Ngs360)
        {
            session.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", "dTpw");
        }

        return session;
    }

    /// <summary>A form of these fields; an attachment is a field <c>@NAME</c>.</summary>
    public static MultipartFormDataContent Form(params (string Name, string Value)[] parts)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in parts)
        {
            if (name.StartsWith('@'))
            {
                form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(value)), "workflow_attachment", name[1..]);
            }
            else
            {
                form.Add(new StringContent(value), name);
            }
        }

        return form;
    }

    public static (string, string)[] Fields(string url = "https://workflows.example.org/main.cwl", string? parameters = "{}", string? tags = null) =>
    [
        ("workflow_type", "CWL"), ("workflow_type_version", "v1.2"), ("workflow_url", url), ("workflow_engine", "cwltool"),
        .. parameters is null ? [] : new[] { ("workflow_params", parameters) },
        ("tags", tags ?? """{"ProjectId":"p"}"""),
    ];

    public static (string, string)[] Script(string text, string parameters = "{}") =>
    [
        ("workflow_type", "SHELL"), ("workflow_type_version", "1.0"), ("workflow_url", "main.sh"), ("workflow_params", parameters), ("@main.sh", text),
    ];

    public async Task<string> SubmitAsync(params (string Name, string Value)[] parts)
    {
        var (status, text) = await PostAsync(parts.Length == 0 ? Fields() : parts);
        Assert.True(status == HttpStatusCode.OK, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("run_id").GetString()!;
    }

    public async Task<(HttpStatusCode Status, string Text)> PostAsync(params (string Name, string Value)[] parts)
    {
        using var form = Form(parts);
        using var answer = await Http.PostAsync(new Uri("runs", UriKind.Relative), form);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async Task<(HttpStatusCode Status, string Text)> AskAsync(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        using var answer = await Http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        var (status, text) = await AskAsync("GET", path);
        Assert.True(status == HttpStatusCode.OK, $"{path}: {(int)status} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    public async Task<string?> StateAsync(string id) => (await GetAsync($"runs/{id}/status")).GetProperty("state").GetString();

    /// <summary>The run, once it has ended.</summary>
    public async Task<JsonElement> EndAsync(string id)
    {
        for (var attempt = 0; attempt < 6000; attempt++)
        {
            if (await StateAsync(id) is not ("QUEUED" or "INITIALIZING" or "RUNNING" or "CANCELING"))
            {
                return await GetAsync($"runs/{id}");
            }

            await Task.Delay(10);
        }

        throw new TimeoutException($"Run {id} did not end within a minute.");
    }

    public async Task<string> ReadAsync(string? address) => await Http.GetStringAsync(new Uri(address!));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
        if (Spec.Value is { } spec && Options.Personality == LocalWesPersonality.Spec)
        {
            Assert.Equal([], _seen.Where(seen => seen.Fault is null && seen.Path.StartsWith(Base, StringComparison.Ordinal)).Select(Exchange).Where(IsDeclared).SelectMany(spec.CheckAnswer).Distinct());
        }
    }

    // Logs and results are given beside the published API.
    private static bool IsDeclared(ApiExchange exchange) => exchange.Path.Split('/')[1] is not ("logs" or "files");

    private static ApiExchange Exchange(ObservedExchange seen) => new()
    {
        Method = seen.Method,
        Path = seen.Path[Base.Length..],
        Query = [.. seen.Query.Select(pair => pair.Key)],
        RequestType = seen.RequestType,
        RequestBody = seen.RequestBody,
        Status = seen.Status,
        AnswerType = seen.AnswerType,
        AnswerBody = seen.AnswerBody,
    };
}
