using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace SageTasks.Testing.Tests;

/// <summary>A web server that keeps what is put.</summary>
internal sealed class SmallWeb : IDisposable
{
    private readonly HttpListener _listener = new();

    public SmallWeb()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Url = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
        }

        _listener.Prefixes.Add(Url.AbsoluteUri);
        _listener.Start();
        _ = ServeAsync();
    }

    public Uri Url { get; }

    public ConcurrentDictionary<string, byte[]> Files { get; } = new();

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

            await AnswerAsync(context);
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var response = context.Response;
        var path = context.Request.Url!.AbsolutePath;
        if (context.Request.HttpMethod == "PUT")
        {
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            Files[path] = body.ToArray();
        }
        else if (Files.TryGetValue(path, out var file))
        {
            await response.OutputStream.WriteAsync(file);
        }
        else
        {
            response.StatusCode = 404;
        }
    }
}
