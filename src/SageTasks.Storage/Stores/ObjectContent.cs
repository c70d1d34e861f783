namespace SageTasks.Storage;

/// <summary>Bytes to write, which can be read again when a request has to be repeated.</summary>
public sealed class ObjectContent
{
    private readonly Func<CancellationToken, ValueTask<Stream>>? _open;

    private ObjectContent(long length, ReadOnlyMemory<byte>? bytes, Func<CancellationToken, ValueTask<Stream>>? open)
    {
        Length = length;
        Bytes = bytes;
        _open = open;
    }

    /// <summary>The number of bytes.</summary>
    public long Length { get; }

    /// <summary>The bytes, where they are in memory. They must not change until the write is through.</summary>
    public ReadOnlyMemory<byte>? Bytes { get; }

    /// <summary>Digests of these bytes that are known already.</summary>
    public IReadOnlyList<Digest> Digests { get; init; } = [];

    /// <summary>Bytes in memory.</summary>
    public static ObjectContent Of(ReadOnlyMemory<byte> bytes) => new(bytes.Length, bytes, null);

    /// <summary>Bytes from a stream that is opened for every attempt.</summary>
    /// <param name="length">The number of bytes that each stream gives.</param>
    /// <param name="open">Opens a stream at the first byte; whoever asked disposes it.</param>
    public static ObjectContent Of(long length, Func<CancellationToken, ValueTask<Stream>> open)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentNullException.ThrowIfNull(open);
        return new(length, null, open);
    }

    /// <summary>A new stream at the first byte.</summary>
    public ValueTask<Stream> OpenAsync(CancellationToken cancellationToken = default) =>
        _open is not null ? _open(cancellationToken) : ValueTask.FromResult<Stream>(new ReadOnlyMemoryStream(Bytes.GetValueOrDefault()));
}
