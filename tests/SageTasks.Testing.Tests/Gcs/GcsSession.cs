using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace SageTasks.Testing.Tests;

/// <summary>A local Cloud Storage with a plain HTTP client, which knows nothing but the published API.</summary>
internal sealed class GcsSession : IAsyncDisposable
{
    public const string Bucket = "reads";
    public const int Quantum = 256 * 1024;

    private GcsSession(LocalGcs gcs)
    {
        Gcs = gcs;
        Http = Connect(gcs.Token);
    }

    public LocalGcs Gcs { get; }

    public HttpClient Http { get; }

    public static async Task<GcsSession> StartAsync(LocalGcsOptions? options = null) =>
        new(await LocalGcs.StartAsync((options ?? new LocalGcsOptions()) with { Buckets = [Bucket] }));

    public HttpClient Connect(string? token)
    {
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Gcs.Url };
        if (token is not null)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return http;
    }

    public async Task<JsonElement> PutAsync(string name, byte[] bytes, string query = "", HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("text/plain") } };
        using var answer = await Http.PostAsync(Upload($"uploadType=media&name={Uri.EscapeDataString(name)}{query}"), content);
        return await JsonAsync(answer, expected);
    }

    public Task<JsonElement> PutAsync(string name, string text, string query = "", HttpStatusCode expected = HttpStatusCode.OK) =>
        PutAsync(name, Encoding.UTF8.GetBytes(text), query, expected);

    public async Task<JsonElement> MultipartAsync(string metadata, string text, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var content = new MultipartContent("related", "b0undary")
        {
            new StringContent(metadata, Encoding.UTF8, "application/json"),
            new StringContent(text, Encoding.UTF8, "text/csv"),
        };
        using var answer = await Http.PostAsync(Upload("uploadType=multipart"), content);
        return await JsonAsync(answer, expected);
    }

    public async Task<Uri> BeginAsync(string name, string query = "", string? metadata = null)
    {
        using var content = new StringContent(metadata ?? "", Encoding.UTF8, "application/json");
        using var answer = await Http.PostAsync(Upload($"uploadType=resumable&name={Uri.EscapeDataString(name)}{query}"), content);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer.Headers.Location!;
    }

    public async Task<HttpResponseMessage> SendAsync(Uri session, ReadOnlyMemory<byte> bytes, string? range)
    {
        var content = new ReadOnlyMemoryContent(bytes);
        if (range is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Range", range);
        }

        using var anonymous = Connect(null);
        return await anonymous.PutAsync(session, content);
    }

    public async Task<JsonElement> GetAsync(string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await Http.GetAsync(new Uri(path, UriKind.Relative));
        return await JsonAsync(answer, expected);
    }

    public async Task<JsonElement> PostAsync(string path, string body, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await Http.PostAsync(new Uri(path, UriKind.Relative), content);
        return await JsonAsync(answer, expected);
    }

    public async Task<HttpResponseMessage> MediaAsync(string name, string? range = null, string query = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Object(name) + "?alt=media" + query, UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Range", range);
        return await Http.SendAsync(request);
    }

    public async Task<string> TextAsync(string name)
    {
        using var answer = await MediaAsync(name);
        return await answer.Content.ReadAsStringAsync();
    }

    public static string Object(string name) => $"/storage/v1/b/{Bucket}/o/{Uri.EscapeDataString(name)}";

    public static string Reason(JsonElement error) => error.GetProperty("error").GetProperty("errors")[0].GetProperty("reason").GetString()!;

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage answer, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    public static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Gcs.DisposeAsync();
    }

    private static Uri Upload(string query) => new($"/upload/storage/v1/b/{Bucket}/o?{query}", UriKind.Relative);
}
