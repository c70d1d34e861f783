namespace SageTasks.Storage;

/// <summary>Bytes to write, which can be read again when a request has to be repeated.</summary>
public sealed class ObjectContent
{
    private readonly Func<CancellationToken, ValueTask<Stream>>? _open;

    private ObjectContent(
        long length, ReadOnlyMemory<byte>? bytes, Func<CancellationToken, ValueTask<Stream>>? open, IReadOnlyList<Digest>? digests)
    {
        Length = length;
        Bytes = bytes;
        _open = open;
        Digests = digests ?? [];
    }

    /// <summary>The number of bytes.</summary>
    public long Length { get; }

    /// <summary>The bytes, where they are in memory. They must not change until the write is through.</summary>
    public ReadOnlyMemory<byte>? Bytes { get; }

    /// <summary>Digests of these bytes that are known already.</summary>
    public IReadOnlyList<Digest> Digests { get; }

    /// <summary>Bytes in memory.</summary>
    /// <param name="bytes">The bytes; they must not change until the write is through.</param>
    /// <param name="digests">Digests of them that are known already.</param>
    public static ObjectContent Of(ReadOnlyMemory<byte> bytes, IReadOnlyList<Digest>? digests = null) => new(bytes.Length, bytes, null, digests);

    /// <summary>Bytes from a stream that is opened for every attempt.</summary>
    /// <param name="length">The number of bytes that each stream gives.</param>
    /// <param name="open">Opens a stream at the first byte; whoever asked disposes it.</param>
    /// <param name="digests">Digests of the bytes that are known already.</param>
    public static ObjectContent Of(long length, Func<CancellationToken, ValueTask<Stream>> open, IReadOnlyList<Digest>? digests = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentNullException.ThrowIfNull(open);
        return new(length, null, open, digests);
    }

    /// <summary>A new stream at the first byte.</summary>
    public ValueTask<Stream> OpenAsync(CancellationToken cancellationToken = default) =>
        _open is not null ? _open(cancellationToken) : ValueTask.FromResult<Stream>(new ReadOnlyMemoryStream(Bytes.GetValueOrDefault()));
}
