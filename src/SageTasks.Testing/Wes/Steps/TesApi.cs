using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace SageTasks.Testing.Wes;

/// <summary>What a WES asks of a TES.</summary>
internal sealed class TesApi : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;

    public TesApi(LocalWesTes tes)
    {
        _http = new HttpClient { BaseAddress = new Uri(tes.Endpoint.AbsoluteUri.TrimEnd('/') + "/"), Timeout = Patience };
        _http.DefaultRequestHeaders.Authorization = tes.Token is null ? null : new AuthenticationHeaderValue("Bearer", tes.Token);
    }

    /// <summary>The address of a task.</summary>
    public string AddressOf(string id) => new Uri(_http.BaseAddress!, $"tasks/{Uri.EscapeDataString(id)}").AbsoluteUri;

    /// <exception cref="HttpRequestException">It did not answer, or refused the task: the message says why.</exception>
    public async Task<string> CreateAsync(JsonObject task, CancellationToken cancellationToken)
    {
        using var content = new StringContent(task.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync(new Uri("tasks", UriKind.Relative), content, cancellationToken).ConfigureAwait(false);
        return (string?)(await ReadAsync(answer, cancellationToken).ConfigureAwait(false))["id"] ?? throw new HttpRequestException("The TES gave no id to a task.");
    }

    /// <exception cref="HttpRequestException">It did not answer, or has no such task.</exception>
    public Task<JsonObject> GetAsync(string id, CancellationToken cancellationToken) => AskAsync($"{AddressOf(id)}?view=FULL", cancellationToken);

    /// <summary>Asks for a task to be cancelled; one that has ended stays as it is, whatever the server says to that.</summary>
    public async Task CancelAsync(string id, CancellationToken cancellationToken)
    {
        using var nothing = new ByteArrayContent([]);
        using var answer = await _http.PostAsync(new Uri($"{AddressOf(id)}:cancel"), nothing, cancellationToken).ConfigureAwait(false);
        if ((int)answer.StatusCode >= 500)
        {
            await ReadAsync(answer, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The task with a tag; null where there is none. A filter that the server ignores changes nothing.</summary>
    public async Task<string?> FindAsync(string tag, string value, CancellationToken cancellationToken)
    {
        var (token, last) = ("", "");
        do
        {
            var page = await AskAsync(
                $"{_http.BaseAddress}tasks?view=BASIC&tag_key={tag}&tag_value={value}{(token.Length == 0 ? "" : $"&page_token={Uri.EscapeDataString(token)}")}",
                cancellationToken).ConfigureAwait(false);
            var tasks = page["tasks"] as JsonArray ?? [];
            if (tasks.FirstOrDefault(task => (string?)task?["tags"]?[tag] == value) is { } found)
            {
                return (string?)found["id"];
            }

            (last, token) = (token, tasks.Count == 0 ? "" : (string?)page["next_page_token"] ?? "");
        }
        while (token.Length > 0 && token != last);
        return null;
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonObject> AskAsync(string address, CancellationToken cancellationToken)
    {
        using var answer = await _http.GetAsync(new Uri(address), cancellationToken).ConfigureAwait(false);
        return await ReadAsync(answer, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<JsonObject> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        return !answer.IsSuccessStatusCode
            ? throw new HttpRequestException($"The TES answered {(int)answer.StatusCode} to {answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri}: {text}", null, answer.StatusCode)
            : JsonNode.Parse(text) as JsonObject ?? throw new HttpRequestException("The TES answered with something else than an object.");
    }
}
