using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace SageTasks.Storage.Gcs.Tests;

/// <summary>Google's token service, as far as service accounts (<c>oauth2.googleapis.com/token</c>) and workload identity
/// (<c>sts.googleapis.com/v1/token</c>) need it.</summary>
internal sealed class TokenService : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly string _token;

    public TokenService(string token)
    {
        _token = token;
        Address = new Uri($"http://127.0.0.1:{FreePort()}/token/");
        _listener.Prefixes.Add(Address.AbsoluteUri);
        _listener.Start();
        _ = ServeAsync();
    }

    public Uri Address { get; }

    /// <summary>The error that it answers; null for tokens.</summary>
    public string? Refusal { get; init; }

    /// <summary>What was asked, request by request.</summary>
    public List<IReadOnlyDictionary<string, string>> Forms { get; } = [];

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var reader = new StreamReader(context.Request.InputStream);
            Forms.Add(Read(await reader.ReadToEndAsync()));
            context.Response.StatusCode = Refusal is null ? 200 : 400;
            context.Response.ContentType = "application/json";
            await context.Response.OutputStream.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(Answer()));
            context.Response.Close();
        }
    }

    private Dictionary<string, object> Answer() => Refusal is { } error
        ? new() { ["error"] = error }
        : new()
        {
            ["access_token"] = _token,
            ["issued_token_type"] = "urn:ietf:params:oauth:token-type:access_token",
            ["expires_in"] = 3600,
            ["token_type"] = "Bearer",
        };

    private static Dictionary<string, string> Read(string form) => form.Split('&').Select(pair => pair.Split('=', 2)).ToDictionary(
        pair => WebUtility.UrlDecode(pair[0]), pair => WebUtility.UrlDecode(pair[1]), StringComparer.Ordinal);

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
