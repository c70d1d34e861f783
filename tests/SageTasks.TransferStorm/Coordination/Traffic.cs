using System.Text.Json;
using SageTasks.Testing;

namespace SageTasks.TransferStorm;

/// <summary>What the platform sees of the transfers.</summary>
internal sealed class Traffic
{
    private readonly Lock _lock = new();
    private readonly List<UploadStart> _starts = [];
    private int _requests;
    private int _moved;
    private int _struck;

    /// <summary>How many requests there were: that it grows shows that a worker has begun.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>How many parts went over the wire whole, in either direction.</summary>
    public int Moved => Volatile.Read(ref _moved);

    /// <summary>How many of the requests that move or confirm a part went wrong.</summary>
    public int Struck => Volatile.Read(ref _struck);

    /// <summary>The answers to the question which parts are there, in order.</summary>
    public IReadOnlyList<UploadStart> Starts
    {
        get
        {
            lock (_lock)
            {
                return [.. _starts];
            }
        }
    }

    /// <summary>Begins to count anew.</summary>
    public void Reset() => (_moved, _struck) = (0, 0);

    /// <summary>Takes note of an exchange.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="committed">How many entries the platform's journal has now.</param>
    public void See(ObservedExchange exchange, long committed)
    {
        Interlocked.Increment(ref _requests);
        var moves = exchange.Path.StartsWith("/s3/", StringComparison.Ordinal);
        if (moves && exchange is { Status: 200 or 206, Fault: null })
        {
            Interlocked.Increment(ref _moved);
        }
        else if (moves || (exchange.Method == "PUT" && exchange.Path.Contains("/file/multipart/", StringComparison.Ordinal)))
        {
            Interlocked.Add(ref _struck, exchange.Fault is null && exchange.Status is >= 200 and < 300 ? 0 : 1);
        }
        else if (exchange is { Method: "POST", Status: 200 } && exchange.Path.EndsWith("/file/multipart", StringComparison.Ordinal))
        {
            SeeStart(exchange.AnswerBody, committed);
        }
    }

    private void SeeStart(ReadOnlyMemory<byte> answer, long committed)
    {
        using var status = JsonDocument.Parse(answer);
        var parts = status.RootElement.GetProperty("partsState").GetString()!;
        lock (_lock)
        {
            _starts.Add(new UploadStart(committed, parts));
        }
    }

    /// <summary>What the platform said that it has of an upload.</summary>
    /// <param name="Committed">How many entries its journal had then.</param>
    /// <param name="Parts">A digit for each part: 1 is there.</param>
    internal sealed record UploadStart(long Committed, string Parts);
}
