using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SageTasks.Http.Tests;

/// <summary>A server made of a bare socket, so that every arrival is seen as it came over the wire.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<RawRequest, RawReply> _answer;
    private readonly string _greeting;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Task _accepting;

    private RawServer(Func<RawRequest, RawReply> answer, string greeting)
    {
        _greeting = greeting;
        _answer = answer;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    public ConcurrentQueue<RawRequest> Arrivals { get; } = new();

    public static RawServer Start(Func<RawRequest, RawReply> answer, string greeting = "") => new(answer, greeting);

    public int Count(string method) => Arrivals.Count(request => request.Method == method);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        await Task.WhenAll(_connections);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            for (var number = 1; ; number++)
            {
                _connections.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token), number));
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket, int connection)
    {
        using var closing = socket;
        await using var stream = new NetworkStream(socket);
        try
        {
            if (_greeting.Length > 0)
            {
                await stream.WriteAsync(Encoding.UTF8.GetBytes(_greeting), _stop.Token);
                return;
            }

            while (await ReadAsync(stream, connection) is { } request)
            {
                Arrivals.Enqueue(request);
                var reply = _answer(request);
                if (reply.After is { } wait)
                {
                    await wait.WaitAsync(_stop.Token);
                }

                await stream.WriteAsync(Encoding.UTF8.GetBytes(reply.Text), _stop.Token);
                if (reply.Reset)
                {
                    socket.LingerState = new LingerOption(true, 0);
                }

                if (reply.Close)
                {
                    return;
                }
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // The client went away, or the test is over.
        }
    }

    private async Task<RawRequest?> ReadAsync(NetworkStream stream, int connection)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0)
            {
                return null;
            }

            head.Append((char)one[0]);
        }

        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[int.Parse(headers.GetValueOrDefault("Content-Length", "0"))];
        await stream.ReadExactlyAsync(body, _stop.Token);
        var first = lines[0].Split(' ');
        return new RawRequest(connection, first[0], first[1], headers, Encoding.UTF8.GetString(body));
    }
}
