using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace SageTasks.Testing.Tests;

/// <summary>A local DRS with a plain HTTP client, which knows nothing but the published API.</summary>
internal sealed class DrsSession : IAsyncDisposable
{
    public const string Root = "ga4gh/drs/v1/";

    private DrsSession(LocalDrs drs)
    {
        Drs = drs;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = drs.Url };
    }

    public LocalDrs Drs { get; }

    public HttpClient Http { get; }

    public static async Task<DrsSession> StartAsync(LocalDrsOptions? options = null) => new(await LocalDrs.StartAsync(options));

    public string Add(string text, LocalDrsObject? item = null) => Drs.Add(item ?? new LocalDrsObject { Name = "reads.txt" }, Encoding.UTF8.GetBytes(text));

    public static string Object(string id, string rest = "") => $"{Root}objects/{Uri.EscapeDataString(id)}{rest}";

    public Task<JsonElement> GetAsync(string path, HttpStatusCode expected = HttpStatusCode.OK) => SendAsync(HttpMethod.Get, path, null, expected);

    public Task<JsonElement> PostAsync(string path, string json, HttpStatusCode expected = HttpStatusCode.OK) =>
        SendAsync(HttpMethod.Post, path, json, expected);

    public async Task<JsonElement> SendAsync(HttpMethod method, string path, string? json, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(expected == answer.StatusCode, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    /// <summary>The address behind an object's first access id.</summary>
    public async Task<Uri> UrlAsync(string id)
    {
        var found = await GetAsync(Object(id));
        var access = found.GetProperty("access_methods").EnumerateArray().Select(method => method.TryGetProperty("access_id", out var one) ? one.GetString() : null).First(one => one is not null);
        return new Uri((await GetAsync(Object(id, $"/access/{access}"))).GetProperty("url").GetString()!);
    }

    public async Task<HttpResponseMessage> ReadAsync(Uri url, RangeHeaderValue? range = null, string? match = null, string? authorization = null, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, url);
        request.Headers.Range = range;
        if (match is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", match);
        }

        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        return await Http.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Drs.DisposeAsync();
    }
}
