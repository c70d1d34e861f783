using System.Buffers;

namespace SageTasks.Http;

/// <summary>An answer's body in a buffer from the pool, to be given back by disposing it.</summary>
internal sealed class PooledBody : IDisposable
{
    private const int FirstGuess = 16 * 1024;
    private const int LargestTrustedLength = 1024 * 1024;

    private byte[]? _buffer;
    private int _length;

    private PooledBody(int capacity) => _buffer = ArrayPool<byte>.Shared.Rent(capacity);

    public ReadOnlySpan<byte> Span => _buffer.AsSpan(0, _length);

    /// <summary>Reads the whole stream.</summary>
    /// <exception cref="InvalidDataException">The body is larger than the limit.</exception>
    public static async ValueTask<PooledBody> ReadAsync(Stream stream, long? declaredLength, int limit, CancellationToken cancellationToken)
    {
        // One byte more than declared, so that the end shows without growing.
        var body = new PooledBody((int)Math.Min(declaredLength + 1 ?? FirstGuess, LargestTrustedLength));
        try
        {
            while (true)
            {
                var read = await stream.ReadAsync(body.Free(), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    return body;
                }

                body._length += read;
                if (body._length > limit)
                {
                    throw new InvalidDataException($"The answer is larger than {limit} bytes.");
                }
            }
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public byte[] ToArray() => Span.ToArray();

    public void Dispose()
    {
        if (_buffer is { } buffer)
        {
            _buffer = null;
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private Memory<byte> Free()
    {
        var buffer = _buffer!;
        if (_length < buffer.Length)
        {
            return buffer.AsMemory(_length);
        }

        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        Span.CopyTo(larger);
        _buffer = larger;
        ArrayPool<byte>.Shared.Return(buffer);
        return larger.AsMemory(_length);
    }
}
