using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SageTasks.Storage.Tests;

/// <summary>An HTTP server on loopback, down to the socket, that answers as badly as it is told to.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<RawRequest, RawReply> _handler;
    private readonly Task _accepting;
    private int _count;
    private long _bytesSent;

    public RawServer(Func<RawRequest, RawReply> handler)
    {
        _handler = handler;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    public ConcurrentQueue<RawRequest> Requests { get; } = new();

    /// <summary>Bytes of bodies.</summary>
    public long BytesSent => Interlocked.Read(ref _bytesSent);

    /// <summary>Answers GET with ranges and versions as a good server does.</summary>
    public static RawReply File(RawRequest request, ReadOnlyMemory<byte> content, string tag = "\"v1\"")
    {
        if (request.Header("If-Match") is { } wanted && wanted != tag)
        {
            return new RawReply(412);
        }

        if (request.Range is not { } range)
        {
            return new RawReply(200, content) { Headers = { ["ETag"] = tag } };
        }

        if (range.From >= content.Length)
        {
            return new RawReply(416) { Headers = { ["Content-Range"] = $"bytes */{content.Length}" } };
        }

        var end = (int)Math.Min(range.To + 1 ?? content.Length, content.Length);
        return new RawReply(206, content[(int)range.From..end])
        {
            Headers = { ["ETag"] = tag, ["Content-Range"] = $"bytes {range.From}-{end - 1}/{content.Length}" },
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new ConcurrentBag<Task>();
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                open.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                break;
            }
        }

        await Task.WhenAll(open);
    }

    private async Task ServeAsync(TcpClient client)
    {
        await Task.Yield();
        using var connection = client;
        try
        {
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            while (await ReadAsync(reader) is { } request)
            {
                Requests.Enqueue(request);
                if (!await AnswerAsync(stream, _handler(request)))
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
        {
            // The client hung up, or the test is over.
        }
    }

    private async Task<RawRequest?> ReadAsync(StreamReader reader)
    {
        if (await reader.ReadLineAsync(_stop.Token) is not { Length: > 0 } line)
        {
            return null;
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } header)
        {
            headers[header[..header.IndexOf(':')]] = header[(header.IndexOf(':') + 1)..].Trim();
        }

        var words = line.Split(' ');
        return new RawRequest(Interlocked.Increment(ref _count), words[0], words[1], headers);
    }

    private async Task<bool> AnswerAsync(NetworkStream stream, RawReply reply)
    {
        await stream.WriteAsync(Head(reply), _stop.Token);
        var sent = Math.Min(reply.Body.Length, Math.Min(reply.CutAfter ?? int.MaxValue, reply.StallAfter ?? int.MaxValue));
        if (reply.Framing == Framing.Chunked)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"{reply.Body.Length:x}\r\n"), _stop.Token);
        }

        await stream.WriteAsync(reply.Body[..sent], _stop.Token);
        Interlocked.Add(ref _bytesSent, sent);
        if (reply.StallAfter is not null)
        {
            await Task.Delay(Timeout.Infinite, _stop.Token);
        }

        if (reply.CutAfter is not null || reply.Framing == Framing.Connection)
        {
            return false;
        }

        if (reply.Framing == Framing.Chunked)
        {
            await stream.WriteAsync("\r\n0\r\n\r\n"u8.ToArray(), _stop.Token);
        }

        return true;
    }

    private static byte[] Head(RawReply reply)
    {
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {reply.Status} Status\r\n");
        foreach (var (name, value) in reply.Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        head.Append(reply.Framing switch
        {
            Framing.Length => $"Content-Length: {reply.Body.Length}\r\n",
            Framing.Chunked => "Transfer-Encoding: chunked\r\n",
            _ => "Connection: close\r\n",
        });
        return Encoding.ASCII.GetBytes(head.Append("\r\n").ToString());
    }
}
