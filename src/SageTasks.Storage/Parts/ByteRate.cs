namespace SageTasks.Storage;

/// <summary>The speed that all transfers of an engine keep to together: bytes that were read make the next ones wait.</summary>
internal sealed class ByteRate(long bytesPerSecond, TimeProvider time)
{
    private const int PiecesPerSecond = 8;
    private const int SmallestPiece = 1024;
    private readonly Lock _lock = new();
    private readonly long _start = time.GetTimestamp();
    private TimeSpan _free;

    /// <summary>How much may be read at once, so that nobody waits for long.</summary>
    public int Piece { get; } = (int)Math.Clamp(bytesPerSecond / PiecesPerSecond, SmallestPiece, 1024 * 1024);

    /// <summary>Waits for as long as the bytes take, behind those of the others.</summary>
    public Task PassAsync(int bytes, CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (_lock)
        {
            // Time in which nobody read is not made up for.
            var now = time.GetElapsedTime(_start);
            _free = (_free > now ? _free : now) + TimeSpan.FromSeconds((double)bytes / bytesPerSecond);
            wait = _free - now;
        }

        return Task.Delay(wait, time, cancellationToken);
    }
}
